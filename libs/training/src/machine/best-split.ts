import { loadavg } from 'node:os';
import type { EngineInfo } from '../engine.js';
import type { MachineResources } from './machine-resources.js';
import { measureThroughput, type ThroughputOptions } from './measure-throughput.js';
import { candidateSplits, type Split } from './splits.js';
import type { ThroughputCache } from './throughput-cache.js';

/** What a process with an engine and a small network occupies; more processes than memory has room for are not tried. */
const PROCESS_BYTES = 640 * 2 ** 20;
const SECONDS = 1;
/** Each split is measured so often, in turns, and its best counts: other programs only ever slow it down. */
const ROUNDS = 2;
/** Of each core: above it figures are not kept. */
const MOST_LOAD = 0.75;
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
  /** Programs that wanted a core during the last minute, on average; tests plant a figure. */
  readonly load?: () => number;
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
 * is measured for real, once for this machine and engine. Figures from a machine that is at work already
 * favour splits of many threads, which get more of the processors then: they are used, and not kept.
 */
export async function bestSplit(options: BestSplitOptions): Promise<BestSplit> {
  const { engine, machine, cache, signal, measure = measureThroughput } = options;
  const load = (options.load ?? (() => loadavg()[0] ?? 0))();
  const splits = candidateSplits(machine.cores, Math.floor(machine.memoryBytes / PROCESS_BYTES));
  const keys = splits.map((split) => throughputKey(options, split));
  const known = await Promise.all(keys.map((key) => cache.find(key)));
  const rates = known.map((rate) => rate ?? 0);
  const measuredNow = known.includes(undefined);
  if (measuredNow) {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, split] of splits.entries()) {
        const rate = await measure({ engine, split, seconds: SECONDS, signal });
        rates[index] = Math.max(rates[index] ?? 0, rate);
      }
    }
    if (load < MOST_LOAD * machine.cores)
      await cache.keep(Object.fromEntries(keys.map((key, index) => [key, rates[index] ?? 0])));
  }
  const all = splits.map((split, index) => ({ ...split, imagesPerSecond: rates[index] ?? 0 }));
  return { best: best(all), all, measuredNow };
}

/** Names a figure of a split on a machine. */
function throughputKey(
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
