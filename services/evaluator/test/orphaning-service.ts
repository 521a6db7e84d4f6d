import { WorkerPool } from '../src/workers/worker-pool.js';
import { logger } from './scripted-peers.js';
import { endlessTask } from './tiny-task.js';

/** A service in mid-block: prints the process id of its child after the first epoch, and goes on for ever. */
const never = new AbortController().signal;
const pool = new WorkerPool({
  count: 1,
  namePrefix: 'orphaning',
  child: { sources: [], memoryLimitBytes: 2 ** 30, threads: 1, engine: 'wasm' },
  bounds: { blockTimeoutMs: undefined, stallTimeoutMs: 60_000, abortGraceMs: 5000 },
  blocksPerChild: 1,
  recycleAboveBytes: 2 ** 40,
  restart: { initialMs: 10, maxMs: 100 },
  logger,
  onActivity: () => undefined,
});
const { worker } = await pool.reserve({ urgent: false, signal: never });
const onEpoch = ({ number }: { number: number }) => {
  if (number === 1) process.stdout.write(`${String(worker.pid)}\n`);
};
await worker.train(endlessTask, { onEpoch }, never);
