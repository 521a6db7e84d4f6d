import { openDataset } from '@blockqnn/datasets';
import type { Report } from '@blockqnn/standalone';
import { QUICK_RECIPE, splitForValidation } from '@blockqnn/training';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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
  const imageSize = shape.height * shape.width * shape.channels;
  const pixels = new Float32Array(validation.length * imageSize);
  validation.forEach((image, row) => {
    pixels.set(train.pixels.subarray(image * imageSize, (image + 1) * imageSize), row * imageSize);
  });

  await tf.setBackend('cpu');
  const model = await loadLayersModel(await fromFolder(exported.path));
  const images = tf.tensor4d(pixels, [validation.length, shape.height, shape.width, shape.channels]);
  const guesses = await tf.argMax(model.predict(images) as tf.Tensor, 1).data();
  const right = validation.filter((image, row) => guesses[row] === train.labels[image]).length;
  // Float32 kernels of another backend may tip one image that stands on the edge.
  assert.ok(
    Math.abs(right - best.accuracy * validation.length) <= 1,
    `${String(right)} of ${String(validation.length)} right, stated ${String(best.accuracy)}`,
  );
  assert.ok(best.accuracy > 0.15, 'more than guessing, so that untrained weights would show');
});

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly {
    readonly paths: string[];
    readonly weights: tf.io.WeightsManifestEntry[];
  }[];
}

async function fromFolder(path: string): Promise<tf.io.IOHandler> {
  const json = JSON.parse(await readFile(join(path, 'model.json'), 'utf8')) as ModelJson;
  const shards = await Promise.all(
    json.weightsManifest.flatMap(({ paths }) => paths.map((name) => readFile(join(path, name)))),
  );
  return tf.io.fromMemory({
    modelTopology: json.modelTopology,
    weightSpecs: json.weightsManifest.flatMap(({ weights }) => weights),
    weightData: new Uint8Array(Buffer.concat(shards)).buffer,
  });
}
