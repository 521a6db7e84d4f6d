import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { RunLog } from './run-log.js';

test('finished runs are found again by what was trained, side and seed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'run-log-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'runs.jsonl');
  const run = { side: 'engine', seed: 2, validation: 0.5, test: 0.4, seconds: 9 } as const;
  assert.equal(await new RunLog(file, 'a').find('engine', 2), undefined);
  await new RunLog(file, 'a').add(run);
  await appendFile(file, '{"key":"a","run":{"side":"eng');
  assert.deepEqual(await new RunLog(file, 'a').find('engine', 2), run);
  assert.equal(await new RunLog(file, 'a').find('engine', 3), undefined);
  assert.equal(await new RunLog(file, 'a').find('PyTorch', 2), undefined);
  assert.equal(await new RunLog(file, 'b').find('engine', 2), undefined);
});
