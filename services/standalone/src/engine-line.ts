import { once } from 'node:events';
import type { EngineInfo } from '@blockqnn/evaluator';
import type { Platform } from './platform.js';

/** A training process that takes longer to be ready is in trouble. */
const PATIENCE_MS = 30_000;

/** One line on what computes, as soon as the first worker can; after a while, that none can. */
export async function engineLine(
  { engine, workers }: Pick<Platform, 'engine' | 'workers'>,
  log: string,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<string> {
  const patience = new AbortController();
  const end = (): void => {
    patience.abort();
  };
  const timer = setTimeout(end, patienceMs);
  signal.addEventListener('abort', end);
  try {
    const over = once(patience.signal, 'abort').then(() => undefined);
    if (signal.aborted) end();
    const info = await Promise.race([engine, over]);
    return info === undefined
      ? `No training process is ready yet; ${log} says more.`
      : formatEngine(info, workers.length);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** For instance `Engine native (TensorFlow 2.21.0) on AMD EPYC: 2 workers of 1 thread`. */
export function formatEngine({ name, version, device, threads }: EngineInfo, workers: number): string {
  return `Engine ${name} (${version}) on ${device}: ${counted(workers, 'worker')} of ${counted(threads, 'thread')}`;
}

function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? '' : 's'}`;
}
