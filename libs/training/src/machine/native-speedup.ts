import { join } from 'node:path';
import { CACHE_FOLDER } from '../linking/native-package.js';
import { machineResources, type MachineResources } from './machine-resources.js';
import { measureThroughput, type ThroughputOptions } from './measure-throughput.js';
import type { Split } from './splits.js';
import { ThroughputCache } from './throughput-cache.js';

/** How many times as many images the native engine trains in the same time, the whole machine used. */
export interface NativeSpeedup {
  readonly times: number;
  /** That it was measured on. */
  readonly processor: string;
  /** Whether that is this machine. */
  readonly measuredHere: boolean;
}

/** For machines that never had TensorFlow linked: what `npm run native` measured on another one. */
export const RECORDED_SPEEDUP: NativeSpeedup = { times: 1.5, processor: 'AMD EPYC', measuredHere: false };

const SECONDS = 1;
/** Each is measured so often, in turns, and its best counts: other programs only ever slow it down. */
const ROUNDS = 2;

export interface SpeedupOptions {
  readonly signal: AbortSignal;
  readonly machine?: MachineResources;
  /** Called before it measures. */
  readonly onMeasuring?: () => void;
  /** Folder for the figure. */
  readonly folder?: string;
  /** Measures images a second; tests plant figures. */
  readonly measure?: (options: ThroughputOptions) => Promise<number>;
}

/**
 * Trains a small network on both engines for some seconds, unless that was done before on this machine,
 * and keeps the figure. TensorFlow must be linked.
 */
export async function measureSpeedup(options: SpeedupOptions): Promise<NativeSpeedup> {
  const {
    signal,
    machine = machineResources(),
    folder = CACHE_FOLDER,
    measure = measureThroughput,
  } = options;
  const known = await knownSpeedup(machine, folder);
  if (known.measuredHere) return known;
  options.onMeasuring?.();
  // wasm has one thread a process; native uses the cores in whichever way trains more.
  const onePerCore = { processes: machine.cores, threads: 1 };
  const splits: readonly Split[] =
    machine.cores > 1 ? [{ processes: 1, threads: machine.cores }, onePerCore] : [onePerCore];
  let [wasm, native] = [0, 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    wasm = Math.max(wasm, await measure({ engine: 'wasm', split: onePerCore, seconds: SECONDS, signal }));
    for (const split of splits) {
      native = Math.max(native, await measure({ engine: 'native', split, seconds: SECONDS, signal }));
    }
  }
  const times = native / wasm;
  await speedups(folder).keep({ [key(machine)]: times });
  return { times, processor: machine.processor, measuredHere: true };
}

/** What was measured on this machine, also where TensorFlow is no longer linked; elsewhere what another one measured. */
export async function knownSpeedup(
  machine: MachineResources = machineResources(),
  folder: string = CACHE_FOLDER,
): Promise<NativeSpeedup> {
  const times = await speedups(folder).find(key(machine));
  return times === undefined ? RECORDED_SPEEDUP : { times, processor: machine.processor, measuredHere: true };
}

function speedups(folder: string): ThroughputCache {
  return new ThroughputCache(join(folder, 'speed-up.json'));
}

function key({ processor, cores }: MachineResources): string {
  return `${processor}, ${cores} cores`;
}
