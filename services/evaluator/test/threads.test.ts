import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { nativeLink } from '@blockqnn/training/linking';
import { skipForWantOf } from '../../../test/tools/needs.js';
import { WorkerPool } from '../src/workers/worker-pool.js';
import { logger } from './scripted-peers.js';
import { endlessTask } from './tiny-task.js';

const WATCHED_MS = 3000;

test('a training process of one thread computes in one thread', { timeout: 120_000 }, async (t) => {
  const link = nativeLink();
  if (!link.linked) {
    skipForWantOf(t, 'native TensorFlow', `${link.reason}; run npm run native`);
    return;
  }
  await using pool = new WorkerPool({
    count: 1,
    namePrefix: 'test',
    child: { sources: [], memoryLimitBytes: 2 ** 40, threads: 1, engine: 'native' },
    bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
    blocksPerChild: 100,
    recycleAboveBytes: 2 ** 40,
    restart: { initialMs: 10, maxMs: 100 },
    logger,
    onActivity: () => undefined,
  });
  // Big enough for several threads to have their share of each operation.
  const stack = { ...endlessTask.stack, stages: [{ repeats: 2, filters: 64 }] };
  const stop = new AbortController();
  using reservation = await pool.reserve({ urgent: false, signal: stop.signal });
  const { worker } = reservation;
  let begun: () => void = () => undefined;
  const firstStep = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const training = worker.train(
    { ...endlessTask, stack },
    {
      onProgress: () => {
        begun();
      },
    },
    stop.signal,
  );
  await Promise.race([firstStep, training]);
  const before = ticksByThread(worker.pid);
  await sleep(WATCHED_MS);
  const used = [...ticksByThread(worker.pid)].map(([thread, ticks]) => ticks - (before.get(thread) ?? 0));
  stop.abort(new Error('seen enough'));
  await assert.rejects(training, /seen enough/);
  // Held against the busiest thread rather than the clock, which other programs on the machine slow down.
  const threads = used.reduce((sum, ticks) => sum + ticks, 0) / Math.max(...used);
  assert.ok(threads < 1.3, `it computed as if with ${threads.toFixed(2)} threads`);
});

/** Processor time of each thread of a process, in ticks; the native engine is linked on Linux alone. */
function ticksByThread(pid = 0): Map<string, number> {
  const folder = `/proc/${String(pid)}/task`;
  return new Map(
    readdirSync(folder).map((thread) => {
      const text = readFileSync(`${folder}/${thread}/stat`, 'latin1');
      // The thread's name, in brackets, may hold spaces.
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      return [thread, Number(fields[11]) + Number(fields[12])];
    }),
  );
}
