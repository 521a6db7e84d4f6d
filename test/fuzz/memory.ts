import type { Finding } from './finding.js';
import type { Memory } from './target-process.js';

/** Memory after so many requests. */
export interface MemoryPoint extends Memory {
  readonly requests: number;
}

/** How much more there may be at the end than after warm-up. */
export interface MemoryBounds {
  /** Of what the program holds on to. */
  readonly heldBytes: number;
  /** Of the resident set, which allocators give back late. */
  readonly rssBytes: number;
}

/** Of all rounds: caches fill, code is compiled, and the services are given what they shall keep. */
const WARM_UP_SHARE = 0.25;
const MIB = 2 ** 20;

function afterWarmUp(points: readonly MemoryPoint[]): readonly MemoryPoint[] {
  return points.slice(Math.floor(points.length * WARM_UP_SHARE));
}

export function judgeMemory(target: string, points: readonly MemoryPoint[], bounds: MemoryBounds): Finding[] {
  const steady = afterWarmUp(points);
  const [first] = steady;
  const last = steady.at(-1);
  if (!first || !last) return [];
  return (['heldBytes', 'rssBytes'] as const).flatMap((what): Finding[] => {
    const growth = last[what] - first[what];
    if (growth <= bounds[what]) return [];
    const detail = `${what} grew by ${mib(growth)} between request ${String(first.requests)} and ${String(last.requests)}, more than ${mib(bounds[what])}`;
    return [{ kind: 'memory', target, detail }];
  });
}

/** Bytes held for each further request after warm-up: the slope of the line that fits best. */
export function slopeOf(points: readonly MemoryPoint[]): number {
  const steady = afterWarmUp(points);
  const meanX = mean(steady.map(({ requests }) => requests));
  const meanY = mean(steady.map(({ heldBytes }) => heldBytes));
  let covariance = 0;
  let variance = 0;
  for (const { requests, heldBytes } of steady) {
    covariance += (requests - meanX) * (heldBytes - meanY);
    variance += (requests - meanX) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

export const mib = (bytes: number): string => `${(bytes / MIB).toFixed(1)} MiB`;
