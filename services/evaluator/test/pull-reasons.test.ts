import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  blockToProto,
  durationToProto,
  recipeToProto,
  stackToProto,
  type AssignmentInput,
} from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import type { EvaluatorConfig } from '../src/config.js';
import { testEvaluator, until } from './evaluator.js';
import { scriptedController } from './scripted-peers.js';
import { endlessTask, tinyTask } from './tiny-task.js';

/** What the controller hears of one block: the reason of a failure, or that the block was given back. */
async function heardOf(
  task: typeof tinyTask,
  config: Partial<EvaluatorConfig>,
  disturb?: (pid: number) => void,
): Promise<string> {
  const assignments: AssignmentInput[] = [
    {
      trial: 'searches/s/trials/1',
      block: blockToProto(parseBlock(task.nsc)),
      dataset: task.dataset,
      stack: stackToProto(task.stack),
      recipe: recipeToProto(task.recipe),
      seed: task.seed,
      leaseToken: 'token',
      leaseDuration: durationToProto(60_000),
      attempt: 1,
    },
  ];
  let heard = '';
  let epochs = 0;
  await using controller = await scriptedController({
    requestBlocks: () =>
      Promise.resolve({ assignments: assignments.splice(0, 1), retryDelay: durationToProto(20) }),
    reportProgress: (request) => {
      epochs += request.epochs.length;
      return Promise.resolve({});
    },
    submitReward: ({ failure }) => {
      heard = `${String(failure?.reason)}: ${String(failure?.message)}`;
      return Promise.resolve({});
    },
    abandonTrial: ({ reason }) => {
      heard = `given back: ${reason}`;
      return Promise.resolve({});
    },
  });
  await using evaluator = await testEvaluator({ controllerAddress: controller.address, ...config });
  if (disturb !== undefined) {
    await until(() => epochs > 0);
    disturb(evaluator.running.workers[0]?.pid ?? 0);
  }
  await until(() => heard !== '');
  return heard;
}

describe('what a controller hears of a block', { concurrency: 2, timeout: 300_000 }, () => {
  it('that takes too long', async () => {
    assert.match(
      await heardOf(endlessTask, { blockTimeoutMs: 1000 }),
      /^FAILURE_REASON_TIMED_OUT: not trained within 1 s/,
    );
  });

  it('that needs too much memory, with both figures', async () => {
    const greedy = { ...tinyTask, recipe: { ...tinyTask.recipe, batchSize: 4096 } };
    const stack = { ...tinyTask.stack, stages: [{ repeats: 4, filters: 64 }] };
    assert.match(
      await heardOf({ ...greedy, stack }, { memoryLimitBytes: 512 * 2 ** 20 }),
      /^FAILURE_REASON_OUT_OF_MEMORY: .*about \d+ MiB .*at most 512 MiB/,
    );
  });

  it('whose process dies by a signal: another attempt for others', async () => {
    assert.match(
      await heardOf(endlessTask, {}, (pid) => process.kill(pid, 'SIGSEGV')),
      /^given back: .*signal SIGSEGV/,
    );
  });
});
