import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nativeLink } from '@blockqnn/training/linking';
import type { TrainingJob } from '../src/child/messages.js';
import { TrainingChild } from '../src/workers/training-child.js';
import { trainInChild } from '../src/workers/train-in-child.js';
import { residentBytes } from '../src/workers/resident-memory.js';
import type { TrainingResult } from '../src/workers/training-result.js';
import { WorkerPool, type WorkerPoolOptions } from '../src/workers/worker-pool.js';
import { logger } from './scripted-peers.js';
import { endlessTask, tinyTask } from './tiny-task.js';

const MIB = 1024 * 1024;
const never = new AbortController().signal;
const link = nativeLink();
const engines = ['wasm', ...(link.linked ? (['native'] as const) : [])] as const;

/** Some 2 MiB for each image in a batch. */
const greedyStack = { ...tinyTask.stack, stages: [{ repeats: 4, filters: 256 }] };
const greedy = (batchSize: number): TrainingJob => ({
  ...tinyTask,
  stack: greedyStack,
  recipe: { ...tinyTask.recipe, batchSize },
});

/** A pool of one worker, and how to have it train. */
function oneWorker(engine: 'wasm' | 'native', options: Partial<WorkerPoolOptions> = {}, limitMib = 4096) {
  const pool = new WorkerPool({
    count: 1,
    namePrefix: 'test',
    child: { sources: [], memoryLimitBytes: limitMib * MIB, threads: 1, engine },
    bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
    blocksPerChild: 100,
    recycleAboveBytes: 2 ** 40,
    restart: { initialMs: 10, maxMs: 100 },
    logger,
    onActivity: () => undefined,
    ...options,
  });
  const [worker] = pool.workers;
  assert.ok(worker);
  return {
    get pid(): number | undefined {
      return worker.pid;
    },
    /** Trains; `atWork` gets the child's process id after its first epoch. */
    train: async (task: TrainingJob, atWork?: (pid: number) => void): Promise<TrainingResult> => {
      using reservation = await pool.reserve({ urgent: false, signal: never });
      const onEpoch = () => {
        if (worker.pid !== undefined) atWork?.(worker.pid);
        atWork = undefined;
      };
      return await reservation.worker.train(task, { onEpoch }, never);
    },
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}

for (const engine of engines) {
  describe(`a block on ${engine}`, { concurrency: 2, timeout: 300_000 }, () => {
    it('is refused, untrained, where its memory is known to be too much', async () => {
      await using worker = oneWorker(engine, {}, 900);
      const result = await worker.train(greedy(2048));
      assert.ok(result.kind === 'failed' && result.reason === 'outOfMemory', JSON.stringify(result));
      assert.match(
        result.message,
        /process of about \d{4,} MiB with batches of 2048, at most 900 MiB allowed/,
      );
      assert.equal((await worker.train(tinyTask)).kind, 'measured');
    });

    it('that ends with a signal is a crash that names it, and costs nothing else', async () => {
      await using worker = oneWorker(engine);
      for (const signal of ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGBUS'] as const) {
        let killed: number | undefined;
        const result = await worker.train(endlessTask, (pid) => {
          killed = pid;
          process.kill(pid, signal);
        });
        assert.equal(result.kind, 'crashed');
        assert.match(result.message, new RegExp(`died: signal ${signal}`));
        assert.equal((await worker.train(tinyTask)).kind, 'measured');
        assert.notEqual(worker.pid, killed);
      }
    });

    it('that takes too long is ended in time, also where its process is stopped', async () => {
      await using worker = oneWorker(engine, {
        bounds: { blockTimeoutMs: 8000, stallTimeoutMs: 60_000, abortGraceMs: 100 },
      });
      const result = await worker.train(endlessTask, (pid) => process.kill(pid, 'SIGSTOP'));
      assert.deepEqual(result, { kind: 'failed', reason: 'timedOut', message: 'not trained within 8 s' });
      assert.equal((await worker.train(tinyTask)).kind, 'measured');
    });
  });
}

for (const engine of engines) {
  it(`a block that diverges on ${engine} says so`, { timeout: 60_000 }, async () => {
    await using worker = oneWorker(engine);
    // Each step takes ten times the weights off the weights.
    const recipe = {
      ...tinyTask.recipe,
      epochs: 20,
      optimiser: 'sgd' as const,
      learningRate: 10,
      weightDecay: 1,
    };
    const result = await worker.train({ ...tinyTask, recipe });
    assert.ok(result.kind === 'failed' && result.reason === 'diverged', JSON.stringify(result));
    assert.match(result.message, /loss became \S+ in epoch \d+/);
    assert.equal((await worker.train(tinyTask)).kind, 'measured');
  });
}

describe('memory that was not foreseen', { timeout: 300_000, skip: process.platform !== 'linux' }, () => {
  for (const engine of engines) {
    it(`ends a block on ${engine} with both figures, and the process with it`, async () => {
      const child = new TrainingChild({ sources: [], memoryLimitBytes: 2 ** 40, threads: 1, engine });
      await new Promise<void>((resolve) => {
        child.listen(({ kind }) => {
          if (kind === 'ready') resolve();
        });
      });
      const limitBytes = (residentBytes(child.pid ?? 0) ?? 0) + 150 * MIB;
      const { result } = await trainInChild({
        child,
        job: 1,
        task: greedy(256),
        bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
        memoryLimitBytes: limitBytes,
        signal: never,
      });
      assert.ok(result.kind === 'failed' && result.reason === 'outOfMemory', JSON.stringify(result));
      const limit = String(Math.ceil(limitBytes / MIB));
      assert.match(result.message, new RegExp(`occupied \\d+ MiB, at most ${limit} MiB allowed; killed`));
      assert.equal((await child.exited).signal, 'SIGKILL');
    });
  }

  it('is not blamed on a block where the images leave no room for any network', async () => {
    const child = new TrainingChild({ sources: [], memoryLimitBytes: MIB, threads: 1, engine: 'wasm' });
    await new Promise<void>((resolve) => {
      child.listen(({ kind }) => {
        if (kind === 'ready') resolve();
      });
    });
    const { result } = await trainInChild({
      child,
      job: 1,
      task: tinyTask,
      bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
      memoryLimitBytes: 2 ** 40,
      signal: never,
    });
    child.kill();
    assert.equal(result.kind, 'datasetUnusable', JSON.stringify(result));
    assert.match(result.message, /no network can be trained in a process of less than \d+ MiB, and 1 MiB/);
  });

  it('is not blamed on a block where the process was too big before it', async () => {
    await using worker = oneWorker('wasm', {}, 40);
    const result = await worker.train(tinyTask);
    assert.equal(result.kind, 'crashed');
    assert.match(result.message, /occupied \d+ MiB before it trained, and 40 MiB are allowed/);
  });
});
