import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  blockToProto,
  durationToProto,
  recipeToProto,
  stackToProto,
  type ControllerMethods,
} from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import { testEvaluator, until } from './evaluator.js';
import { scriptedController } from './scripted-peers.js';
import { tinyTask } from './tiny-task.js';

type Submission = ControllerMethods['submitReward']['request'];

const { stack } = tinyTask;

/** Blocks that no evaluator can train, and one that it can. */
const TASKS = {
  limit: { ...tinyTask, dataset: 'procedural?limit=999999' },
  shape: { ...tinyTask, stack: { ...stack, input: { ...stack.input, width: 8 } } },
  classes: { ...tinyTask, stack: { ...stack, classes: 12 } },
  fine: tinyTask,
};

describe('a block whose search does not fit its dataset', { timeout: 300_000 }, () => {
  it('is a failure that says why, and costs other searches nothing', async () => {
    const waiting = Object.entries(TASKS);
    const submitted = new Map<string, Submission>();
    const abandoned: string[] = [];
    await using controller = await scriptedController({
      requestBlocks: async (request) => {
        await Promise.resolve();
        const [next] = request.datasets.includes('procedural') ? waiting.splice(0, 1) : [];
        if (next === undefined) return { retryDelay: durationToProto(20) };
        const [trial, task] = next;
        const work = {
          trial,
          block: blockToProto(parseBlock(task.nsc)),
          dataset: task.dataset,
          stack: stackToProto(task.stack),
          recipe: recipeToProto(task.recipe),
          leaseToken: 'token',
          leaseDuration: durationToProto(60_000),
        };
        return { assignments: [work] };
      },
      reportProgress: () => Promise.resolve({}),
      submitReward: async (request) => {
        await Promise.resolve();
        submitted.set(request.trial, request);
        return {};
      },
      abandonTrial: async ({ reason }) => {
        await Promise.resolve();
        abandoned.push(reason);
        return {};
      },
    });
    await using evaluator = await testEvaluator({ controllerAddress: controller.address });
    const { running } = evaluator;
    await until(() => running.workers[0]?.pid !== undefined);
    const pid = running.workers[0]?.pid;
    await until(() => submitted.size + abandoned.length === 4);
    const failures = ['limit', 'shape', 'classes'].map((trial) => submitted.get(trial)?.failure);
    assert.deepEqual(
      failures.map((failure) => failure?.reason),
      Array(3).fill('FAILURE_REASON_INFEASIBLE'),
    );
    assert.match(failures[0]?.message ?? '', /limit: must be 10 to 2000, .* got 999999/);
    assert.match(failures[1]?.message ?? '', /^stack\.input\.width: 8, but images of .* have 16$/);
    assert.match(failures[2]?.message ?? '', /^stack\.classes: 12, but .* has 10$/);
    assert.equal(submitted.get('fine')?.outcome, 'measurement');
    assert.equal(running.workers[0]?.pid, pid, 'the training process is as good as before');
  });
});
