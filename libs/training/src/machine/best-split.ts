import { cpus, loadavg } from 'node:os';
import type { EngineInfo } from '../engine.js';
import type { MachineResources } from './machine-resources.js';
import { measureThroughput, type ThroughputOptions } from './measure-throughput.js';
import { candidateSplits, type Split } from './splits.js';
import type { ThroughputCache } from './throughput-cache.js';

const SECONDS = 1;
/** Each split is measured so often, in turns, and its best counts: other programs only ever slow it down. */
const ROUNDS = 2;
/** Of all cores: above it figures are not kept. */
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
  /** That memory has room for, at least 1; more are not tried. */
  readonly mostProcesses: number;
  readonly cache: ThroughputCache;
  readonly signal: AbortSignal;
  /** Measures images a second; tests plant figures. */
  readonly measure?: (options: ThroughputOptions) => Promise<number>;
  /** What the host, the whole of it, is at work with already; tests plant figures. */
  readonly load?: () => HostLoad;
}

/** The system's average load counts the programs of the host, whatever of it a control group leaves to this one. */
export interface HostLoad {
  /** Programs that wanted a core during the last minute, on average. */
  readonly programs: number;
  /** Cores that they share. */
  readonly cores: number;
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
  const load = (options.load ?? hostLoad)();
  const splits = candidateSplits(machine.cores, options.mostProcesses);
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
    if (load.programs < MOST_LOAD * load.cores)
      await cache.keep(Object.fromEntries(keys.map((key, index) => [key, rates[index] ?? 0])));
  }
  const all = splits.map((split, index) => ({ ...split, imagesPerSecond: rates[index] ?? 0 }));
  return { best: best(all), all, measuredNow };
}

function hostLoad(): HostLoad {
  return { programs: loadavg()[0] ?? 0, cores: cpus().length };
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
