import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recipeToProto, stackToProto } from '@blockqnn/api';
import { nativeLink } from '@blockqnn/training/linking';
import { machineResources } from '@blockqnn/training/machine';
import { skipForWantOf } from '../../../test/tools/needs.js';
import { testEvaluator } from './evaluator.js';
import { tinyTask } from './tiny-task.js';

test('a training process computes in native TensorFlow, with its share of the cores', async (t) => {
  const link = nativeLink();
  if (!link.linked) {
    skipForWantOf(t, 'native TensorFlow', `${link.reason}; run npm run native`);
    return;
  }
  // As many workers as cores: a thread for each.
  const { cores } = machineResources();
  await using evaluator = await testEvaluator({ engine: 'native', workers: cores });
  const { nsc, dataset, stack, recipe } = tinyTask;
  const task = { nsc, dataset, stack: stackToProto(stack), recipe: recipeToProto(recipe) };
  const kinds: unknown[] = [];
  for await (const response of evaluator.client.evaluateBlock(task)) kinds.push(response.event);
  assert.deepEqual([kinds.at(0), kinds.at(-1)], ['started', 'measurement']);
  const { engine, threads, engineVersion } = await evaluator.client.getCapabilities({});
  assert.deepEqual({ engine, threads }, { engine: 'native', threads: 1 });
  assert.equal(engineVersion, `TensorFlow ${link.tensorflowVersion}`);
});

test('a training process convolves in the precision that it is told', async (t) => {
  const link = nativeLink();
  if (!link.linked) {
    skipForWantOf(t, 'native TensorFlow', `${link.reason}; run npm run native`);
    return;
  }
  await using evaluator = await testEvaluator({ engine: 'native', workers: 1, precision: 'bfloat16' });
  assert.match((await evaluator.running.engine).version, /bfloat16/);
});
