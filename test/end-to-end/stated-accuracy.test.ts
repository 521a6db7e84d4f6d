import { openDataset } from '@blockqnn/datasets';
import type { Report } from '@blockqnn/standalone';
import { QUICK_RECIPE, splitForValidation } from '@blockqnn/training';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { correctOf } from './model-accuracy.js';

const run = promisify(execFile);
const START = fileURLToPath(new URL('../../services/standalone/bin/start.js', import.meta.url));
const LIMIT = 1000;

it('the model that npm start exports has, loaded elsewhere, the accuracy that its search states', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-accuracy-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'report.json');
  const flags = [
    '--blocks',
    '3',
    '--epochs',
    '3',
    '--max-layers',
    '3',
    '--seed',
    '2',
    '--port',
    '0',
    '--exit',
  ];
  await run(process.execPath, [
    START,
    ...[
      '--dataset',
      `procedural?limit=${String(LIMIT)}`,
      '--state-dir',
      join(folder, 'state'),
      '--report',
      file,
    ],
    ...flags,
  ]);
  const { best, export: exported } = JSON.parse(await readFile(file, 'utf8')) as Report;
  assert.ok(best && exported);

  const { train, shape } = await openDataset({ name: 'procedural', limit: LIMIT }, []);
  const { validation } = splitForValidation(train.labels, QUICK_RECIPE.validationFraction);
  const right = await correctOf(exported.path, train, shape, validation);
  // Float32 kernels of another backend may tip one image that stands on the edge.
  assert.ok(
    Math.abs(right - best.accuracy * validation.length) <= 1,
    `${String(right)} of ${String(validation.length)} right, stated ${String(best.accuracy)}`,
  );
  assert.ok(best.accuracy > 0.15, 'more than guessing, so that untrained weights would show');
});
