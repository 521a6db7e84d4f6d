import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeSafetensors } from '@blockqnn/network';
import type { TrainingJob } from '../src/child/messages.js';
import type { Activity } from '../src/workers/activity.js';
import type { TrainingResult } from '../src/workers/training-result.js';
import { WorkerPool, type WorkerPoolOptions } from '../src/workers/worker-pool.js';
import { logger } from './scripted-peers.js';
import { endlessTask, tinyTask } from './tiny-task.js';

const never = new AbortController().signal;

function startPool(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  return new WorkerPool({
    count: 1,
    namePrefix: 'test',
    child: { sources: [], memoryLimitBytes: 2 ** 30, threads: 1, engine: 'wasm' },
    bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
    blocksPerChild: 100,
    recycleAboveBytes: 2 ** 40,
    restart: { initialMs: 10, maxMs: 100 },
    logger,
    onActivity: () => undefined,
    ...options,
  });
}

const alive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Reserves a worker, has it train, and gives it back. */
async function trainOne(
  pool: WorkerPool,
  task: TrainingJob,
  signal = never,
  onEpoch?: () => void,
): Promise<TrainingResult> {
  using reservation = await pool.reserve({ urgent: false, signal: never });
  return await reservation.worker.train(task, onEpoch ? { onEpoch } : {}, signal);
}

/** Starts a block that never ends; resolves after its first epoch with the child that trains it. */
async function midBlock(
  pool: WorkerPool,
  signal = never,
): Promise<{ pid: number; result: Promise<TrainingResult> }> {
  let epochEnded: () => void = () => undefined;
  const firstEpoch = new Promise<void>((resolve) => {
    epochEnded = resolve;
  });
  const result = trainOne(pool, endlessTask, signal, () => {
    epochEnded();
  });
  const early = await Promise.race([firstEpoch, result]);
  assert.equal(early, undefined, 'ended before its time');
  result.catch(() => undefined);
  const pid = pool.workers[0]?.pid;
  assert.ok(pid !== undefined);
  return { pid, result };
}

// Each test has a pool of its own and mostly waits for it to start.
describe('a worker', { concurrency: 4, timeout: 300_000 }, () => {
  it('trains blocks one after the other in the same child, and shows what it does', async () => {
    const activities: Activity[] = [];
    await using pool = startPool({ onActivity: (activity) => activities.push(activity) });
    using reservation = await pool.reserve({ urgent: false, signal: never });
    const { worker } = reservation;
    const { pid } = worker;
    assert.equal(worker.name, 'test-1');
    const epochs: number[] = [];
    const first = await worker.train(
      { ...tinyTask, wantWeights: true },
      { onEpoch: ({ number }) => epochs.push(number) },
      never,
    );
    assert.equal(first.kind, 'measured');
    assert.deepEqual(epochs, [1, 2]);
    assert.equal(first.epochs.length, 2);
    assert.ok(first.weights !== undefined);
    assert.ok(decodeSafetensors(first.weights).size > 0);
    const second = await worker.train(tinyTask, {}, never);
    assert.equal(second.kind, 'measured');
    assert.equal(second.accuracy, first.accuracy, 'same seed, same result');
    assert.equal(second.weights, undefined);
    assert.equal(worker.pid, pid);
    const kinds = [...new Set(activities.map(({ kind }) => kind))];
    assert.deepEqual(kinds, ['started', 'progress', 'epoch', 'ended']);
    assert.ok(activities.every((activity) => activity.worker === 'test-1'));
  });

  it('kills a child that hangs', async () => {
    await using pool = startPool({
      bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 8000, abortGraceMs: 5000 },
    });
    const { pid, result } = await midBlock(pool);
    process.kill(pid, 'SIGSTOP');
    const lost = await result;
    assert.equal(lost.kind, 'crashed');
    assert.match(lost.message, /no sign of life for 8 s/);
    assert.equal((await trainOne(pool, tinyTask)).kind, 'measured');
  });

  it('stops a block on demand and keeps the child', async () => {
    await using pool = startPool();
    const demand = new AbortController();
    const { pid, result } = await midBlock(pool, demand.signal);
    const reason = new Error('not wanted');
    demand.abort(reason);
    await assert.rejects(result, reason);
    assert.equal((await trainOne(pool, tinyTask)).kind, 'measured');
    assert.equal(pool.workers[0]?.pid, pid);
  });

  it('kills a child that does not obey', async () => {
    await using pool = startPool({
      bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 50 },
    });
    const demand = new AbortController();
    const { pid, result } = await midBlock(pool, demand.signal);
    process.kill(pid, 'SIGSTOP');
    demand.abort(new Error('not wanted'));
    await assert.rejects(result, /not wanted/);
    assert.equal(alive(pid), false);
    assert.equal((await trainOne(pool, tinyTask)).kind, 'measured');
  });

  it('ends a block that takes too long', async () => {
    await using pool = startPool({
      bounds: { blockTimeoutMs: 1500, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
    });
    const result = await trainOne(pool, endlessTask);
    assert.deepEqual(result, { kind: 'failed', reason: 'timedOut', message: 'not trained within 1.5 s' });
  });

  it('tells an image set that does not open from a bad block', async () => {
    await using pool = startPool({
      child: { sources: ['cifar10:/nowhere'], memoryLimitBytes: 2 ** 30, threads: 1, engine: 'wasm' },
    });
    const result = await trainOne(pool, { ...tinyTask, dataset: 'cifar10' });
    assert.equal(result.kind, 'datasetUnusable');
    assert.match(result.message, /\/nowhere/);
    assert.equal((await trainOne(pool, tinyTask)).kind, 'measured', 'the child is as good as before');
  });

  it('replaces its child after so many blocks, or when it occupies too much', async () => {
    for (const bound of [{ blocksPerChild: 1 }, { recycleAboveBytes: 1 }]) {
      await using pool = startPool(bound);
      const pids: (number | undefined)[] = [];
      for (let block = 0; block < 2; block += 1) {
        using reservation = await pool.reserve({ urgent: false, signal: never });
        pids.push(reservation.worker.pid);
        assert.equal((await reservation.worker.train(tinyTask, {}, never)).kind, 'measured');
      }
      assert.notEqual(pids[0], pids[1]);
    }
  });

  it('takes its time with a child that cannot start, and ends at once all the same', async () => {
    const pool = startPool({
      child: { sources: ['nonsense'], memoryLimitBytes: 1, threads: 1, engine: 'wasm' },
      restart: { initialMs: 600_000, maxMs: 600_000 },
    });
    const giveUp = new AbortController();
    const waiting = assert.rejects(pool.reserve({ urgent: false, signal: giveUp.signal }), /enough/);
    const { pid } = pool.workers[0] ?? {};
    assert.ok(pid !== undefined);
    while (alive(pid)) await sleep(20);
    giveUp.abort(new Error('enough'));
    await waiting;
    await pool[Symbol.asyncDispose]();
    assert.equal(pool.workers[0]?.pid, undefined);
  });

  it('takes its child along when the service is killed', async () => {
    const service = spawn(
      process.execPath,
      [...process.execArgv, new URL('orphaning-service.ts', import.meta.url).pathname],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string];
    const pid = Number(line);
    assert.ok(alive(pid));
    service.kill('SIGKILL');
    while (alive(pid)) await sleep(20);
  });
});

describe('the line for a worker', { timeout: 300_000 }, () => {
  it('serves the urgent first, then in order, and lets go of who gave up', async () => {
    await using pool = startPool();
    const served: string[] = [];
    const held = await pool.reserve({ urgent: false, signal: never });
    const giveUp = new AbortController();
    const join = async (who: string, urgent: boolean, signal = never) => {
      using _ = await pool.reserve({ urgent, signal });
      served.push(who);
    };
    const gone = assert.rejects(join('gone', true, giveUp.signal), /gave up/);
    const all = [join('first', false), join('second', false), join('urgent', true)];
    assert.equal(pool.urgentCount, 2);
    giveUp.abort(new Error('gave up'));
    await gone;
    held[Symbol.dispose]();
    held[Symbol.dispose]();
    await Promise.all(all);
    assert.deepEqual(served, ['urgent', 'first', 'second']);
  });

  it('keeps who wants a certain worker waiting for that one', async () => {
    await using pool = startPool({ count: 2 });
    const [first, second] = pool.workers;
    assert.ok(first && second);
    using held = await pool.reserve({ urgent: false, worker: first, signal: never });
    let served = false;
    const again = pool.reserve({ urgent: false, worker: first, signal: never }).then((reservation) => {
      served = true;
      return reservation;
    });
    using other = await pool.reserve({ urgent: true, signal: never });
    assert.deepEqual([held.worker.name, other.worker.name, served], ['test-1', 'test-2', false]);
    held[Symbol.dispose]();
    assert.equal((await again).worker, first);
  });
});
