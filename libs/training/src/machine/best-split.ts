import type { EngineInfo } from '../engine.js';
import type { MachineResources } from './machine-resources.js';
import { measureThroughput, type ThroughputOptions } from './measure-throughput.js';
import { candidateSplits, type Split } from './splits.js';
import type { ThroughputCache } from './throughput-cache.js';

/** What a process with an engine and a small network occupies; more processes than memory has room for are not tried. */
const PROCESS_BYTES = 640 * 2 ** 20;
const SECONDS = 1.5;
/** More processes take more memory; a gain below this, which may be chance, is not worth it. */
const WORTHWHILE_GAIN = 1.05;

export interface MeasuredSplit extends Split {
  readonly imagesPerSecond: number;
}

export interface BestSplitOptions {
  readonly engine: EngineInfo['name'];
  /** Of the engine's library: another one is measured anew. */
  readonly version: string;
  readonly machine: MachineResources;
  readonly cache: ThroughputCache;
  readonly signal: AbortSignal;
  /** Measures images a second; tests plant figures. */
  readonly measure?: (options: ThroughputOptions) => Promise<number>;
}

/** The split that trains most, and all that were compared, by the number of their processes. */
export interface BestSplit {
  readonly best: MeasuredSplit;
  readonly all: readonly MeasuredSplit[];
  /** False where every figure came from the cache. */
  readonly measuredNow: boolean;
}

/**
 * Finds how to use the machine's cores for training: each split of the cores into processes and threads
 * is measured for real, once for this machine and engine.
 */
export async function bestSplit(options: BestSplitOptions): Promise<BestSplit> {
  const { engine, machine, cache, signal, measure = measureThroughput } = options;
  const splits = candidateSplits(machine.cores, Math.floor(machine.memoryBytes / PROCESS_BYTES));
  const all: MeasuredSplit[] = [];
  const fresh: Record<string, number> = {};
  for (const split of splits) {
    const key = throughputKey(options, split);
    let imagesPerSecond = await cache.find(key);
    if (imagesPerSecond === undefined) {
      imagesPerSecond = await measure({ engine, split, seconds: SECONDS, signal });
      fresh[key] = imagesPerSecond;
    }
    all.push({ ...split, imagesPerSecond });
  }
  const measuredNow = Object.keys(fresh).length > 0;
  if (measuredNow) await cache.keep(fresh);
  return { best: best(all), all, measuredNow };
}

/** Names a figure of a split on a machine. */
export function throughputKey(
  {
    engine,
    version,
    machine: { processor, cores },
  }: Pick<BestSplitOptions, 'engine' | 'version' | 'machine'>,
  { processes, threads }: Split,
): string {
  return `${engine} ${version}, ${processor}, ${cores} cores: ${processes} × ${threads}`;
}

function best(all: readonly MeasuredSplit[]): MeasuredSplit {
  return all.reduce((chosen, next) =>
    next.imagesPerSecond > WORTHWHILE_GAIN * chosen.imagesPerSecond ? next : chosen,
  );
}
