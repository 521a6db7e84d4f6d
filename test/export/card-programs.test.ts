import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { promisify } from 'node:util';
import { cardFiles, EXPORTERS, modelBytes, type ModelFormat } from '@blockqnn/export';
import { buildLayerGraph, type Stack } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { makeFolder } from '@blockqnn/storage';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { evaluatePlainly } from '../../libs/export/test/plain-network.js';
import { trainedLookingWeights } from '../../libs/export/test/random-weights.js';
import { tensorflowPython } from '../tools/tensorflow.js';
import { safetensorsFolder, torchPython } from '../tools/torch.js';
import { writeModel } from './write-model.js';

const ROOT = join(import.meta.dirname, '../..');
const BLOCK = parseBlock('conv3@0,max3@0,cat@1+2,conv1@3,add@4+0');
// No side and no number of channels is what another one is, so that none can be taken for another.
const STACK: Stack = {
  input: { height: 11, width: 7, channels: 2 },
  stem: { filters: 6, kernel: 3, stride: 1, pooling: false },
  stages: [
    { repeats: 1, filters: 6 },
    { repeats: 1, filters: 8 },
  ],
  classes: 9,
};
const graph = buildLayerGraph(BLOCK, STACK);
const weights = trainedLookingWeights(graph, 5);

/** What the plain evaluation says of the grey image of the programs. */
function expected(): { readonly best: number; readonly probability: number } {
  const { height, width, channels } = STACK.input;
  const images = tf.fill<tf.Rank.R4>([1, height, width, channels], 127);
  const { probabilities } = evaluatePlainly(graph, weights, images);
  images.dispose();
  const probability = Math.max(...probabilities);
  return { best: probabilities.indexOf(probability), probability };
}

/** A model with its card, and the program in the card beside it; inside the project, where Node finds packages. */
async function withProgram(t: TestContext, format: ModelFormat) {
  await makeFolder(join(ROOT, '.cache'));
  const parent = await mkdtemp(join(ROOT, '.cache/card-'));
  t.after(() => rm(parent, { recursive: true, force: true }));
  const folder = await writeModel(EXPORTERS[format], { block: BLOCK, stack: STACK, graph, weights }, parent);
  const [card] = cardFiles({
    format,
    graph,
    metadata: { block: BLOCK, stack: STACK, weights: { state: 'initialised', seed: 1 } },
    facts: {
      licence: undefined,
      programVersion: '0.1.0',
      referenceBlock: undefined,
      evaluation: undefined,
      training: undefined,
    },
    files: [],
  });
  assert.ok(card);
  await writeFile(join(folder, card.name), await modelBytes(card));
  // Read as a person would: the name, the command, the program below them.
  const text = await readFile(join(folder, 'MODEL_CARD.md'), 'utf8');
  const found =
    /as `(?<name>classify\.\w+)`, run with `(?<command>\w+) [^`]+`:\n\n```\w+\n(?<program>[^]*?)\n```/.exec(
      text,
    )?.groups;
  assert.ok(found);
  const { name = '', command = '', program = '' } = found;
  await writeFile(join(folder, name), program);
  return { folder, name, command };
}

async function runIn(
  folder: string,
  program: string,
  name: string,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const options = { cwd: folder, env: { ...process.env, ...env }, timeout: 120_000 };
  return (await promisify(execFile)(program, [name], options)).stdout;
}

function checkSaid(said: string): void {
  const { best, probability } = expected();
  const found = /^class (\d+) of (\d+), probability (\d\.\d{4})$/m.exec(said);
  assert.ok(found, said);
  assert.deepEqual([Number(found[1]), Number(found[2])], [best, STACK.classes]);
  assert.ok(Math.abs(Number(found[3]) - probability) < 2e-4, `${said} for ${String(probability)}`);
}

for (const format of ['tfjs', 'onnx'] as const) {
  test(`the program in the card of ${format} classifies as the network does`, async (t) => {
    const { folder, name, command } = await withProgram(t, format);
    assert.equal(command, 'node');
    checkSaid(await runIn(folder, process.execPath, name));
  });
}

for (const format of ['keras', 'savedmodel'] as const) {
  test(
    `the program in the card of ${format} classifies as the network does`,
    { timeout: 600_000 },
    async (t) => {
      const python = await tensorflowPython(t);
      if (python === undefined) return;
      const { folder, name, command } = await withProgram(t, format);
      assert.equal(command, 'python');
      checkSaid(
        await runIn(folder, python, name, { TF_CPP_MIN_LOG_LEVEL: '3', KERAS_BACKEND: 'tensorflow' }),
      );
    },
  );
}

test('the program in the card of pytorch classifies as the network does', { timeout: 600_000 }, async (t) => {
  const torch = await torchPython(t);
  const safetensors = torch && (await safetensorsFolder(t));
  if (torch === undefined || safetensors === undefined) return;
  const { folder, name, command } = await withProgram(t, 'pytorch');
  assert.equal(command, 'python');
  checkSaid(await runIn(folder, torch.python, name, { PYTHONPATH: safetensors }));
});
