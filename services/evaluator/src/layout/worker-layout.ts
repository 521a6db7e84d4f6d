import type { BestSplit, MachineResources } from '@blockqnn/training/machine';
import type { NativeLink } from '@blockqnn/training/linking';
import type { EvaluatorConfig } from '../config.js';

/** How an evaluator uses its machine. */
export interface WorkerLayout {
  readonly engine: 'wasm' | 'native';
  /** Training processes. */
  readonly workers: number;
  /** Of each of them. */
  readonly threadsPerWorker: number;
  /** What each worker's process finds in its environment besides, in turn; empty where nothing. */
  readonly environments: readonly Readonly<Record<string, string>>[];
  /** A training process that occupies more is ended. */
  readonly memoryLimitBytes: number;
  /** Where the number of workers comes from. */
  readonly by: 'setting' | 'cores' | 'GPUs' | 'measurement';
  /** Where it was measured, every split of the cores that was compared. */
  readonly compared: BestSplit | undefined;
}

/** What a layout depends on besides the settings; planted by tests. */
export interface LayoutHost {
  readonly link: NativeLink;
  readonly machine: MachineResources;
  readonly findGpus: () => Promise<readonly string[]>;
  /** Finds the split of the cores that trains most, for the native engine. */
  readonly measureSplits: (version: string, mostProcesses: number) => Promise<BestSplit>;
}

type LayoutSettings = Pick<EvaluatorConfig, 'engine' | 'precision' | 'xla' | 'workers' | 'memoryLimitBytes'>;

const MIB = 1024 * 1024;
const MOST_WORKERS = 256;
/** What a training process needs: idle, with CIFAR's images, and a modest network (docs/evaluator.md). */
const PROCESS_BYTES = {
  wasm: (136 + 176 + 200) * MIB,
  native: (450 + 176 + 270) * MIB,
} as const;
/** Of the memory; the rest is the system's. */
const MEMORY_SHARE = 0.9;
/** For the service itself. */
const SERVICE_BYTES = 256 * MIB;

/**
 * Decides on engine, processes, threads and memory:
 *
 * 1. The engine asked for, otherwise native where it is linked, else wasm.
 * 2. One process for each GPU that TensorFlow can compute on, where the number is left to the evaluator.
 * 3. Otherwise one process for each core, as far as memory has room for what each needs, at least one;
 *    `auto` measures whether the native engine trains more with fewer processes of several threads. wasm
 *    has one thread.
 * 4. Threads and memory are shared out among the processes.
 *
 * Rejects where the native engine, or what it alone can do, is asked for and it is not linked.
 */
export async function chooseLayout(settings: LayoutSettings, host: LayoutHost): Promise<WorkerLayout> {
  const { link, machine } = host;
  if (settings.engine === 'native' && !link.linked) {
    throw new Error(
      `BLOCKQNN_ENGINE: native cannot be used, since ${link.reason}; run npm run native, or use wasm`,
    );
  }
  const engine = settings.engine ?? (link.linked ? 'native' : 'wasm');
  if (engine === 'wasm') checkPlain(settings);
  const gpus = engine === 'native' && link.linked && link.variant === 'cuda' ? await host.findGpus() : [];
  const room = MEMORY_SHARE * machine.memoryBytes - SERVICE_BYTES;
  const mostByMemory = Math.max(1, Math.floor(room / PROCESS_BYTES[engine]));
  const { workers, by, compared } = await countWorkers(settings.workers, engine, gpus, mostByMemory, host);
  return {
    engine,
    workers,
    threadsPerWorker:
      engine === 'wasm' ? 1 : (compared?.best.threads ?? Math.max(1, Math.floor(machine.cores / workers))),
    environments: gpus.map((gpu) => gpuEnvironment(gpu, workers > gpus.length)),
    memoryLimitBytes:
      settings.memoryLimitBytes ?? Math.max(PROCESS_BYTES[engine], Math.floor(room / workers)),
    by,
    compared,
  };
}

function checkPlain({ precision, xla }: LayoutSettings): void {
  const faults = [
    ...(precision === 'float32' ? [] : [`BLOCKQNN_PRECISION: ${precision}`]),
    ...(xla ? ['BLOCKQNN_XLA: on'] : []),
  ];
  if (faults.length > 0) throw new Error(`${faults.join('; ')} needs the native engine, and wasm is in use`);
}

async function countWorkers(
  asked: LayoutSettings['workers'],
  engine: 'wasm' | 'native',
  gpus: readonly string[],
  mostByMemory: number,
  { link, machine, measureSplits }: LayoutHost,
): Promise<{ workers: number; by: WorkerLayout['by']; compared?: BestSplit }> {
  if (typeof asked === 'number') return { workers: asked, by: 'setting' };
  if (gpus.length > 0) return { workers: Math.min(gpus.length, MOST_WORKERS), by: 'GPUs' };
  if (asked === 'auto' && engine === 'native' && link.linked) {
    const compared = await measureSplits(link.tensorflowVersion, mostByMemory);
    return { workers: compared.best.processes, by: 'measurement', compared };
  }
  return { workers: Math.min(machine.cores, mostByMemory, MOST_WORKERS), by: 'cores' };
}

/** A process sees one GPU. TensorFlow takes all memory of it at once unless it is told that others want some. */
function gpuEnvironment(gpu: string, shared: boolean): Readonly<Record<string, string>> {
  return { CUDA_VISIBLE_DEVICES: gpu, ...(shared && { TF_FORCE_GPU_ALLOW_GROWTH: 'true' }) };
}
