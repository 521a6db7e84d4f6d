import { createRequire } from 'node:module';

/** What the engine uses of the binding of `@tensorflow/tfjs-node-gpu` to TensorFlow's C interface. Calls are synchronous. */
export interface NativeBinding {
  /** The tensor shares the array's memory until it is deleted. */
  createTensor(
    shape: readonly number[],
    type: number,
    values: Float32Array | Int32Array | Uint8Array,
  ): number;
  deleteTensor(tensor: number): void;
  tensorDataSync(tensor: number): Float32Array | Int32Array | Uint8Array;
  loadSavedModel(folder: string, tags: string): number;
  deleteSavedModel(model: number): void;
  /** Names are separated by commas. */
  runSavedModel(
    model: number,
    inputs: readonly number[],
    inputNames: string,
    outputNames: string,
  ): readonly { readonly id: number }[];
  isUsingGpuDevice(): boolean;
  getNumOfTensors(): number;
  getNumOfSavedModels(): number;
  readonly TF_Version: string;
}

/** What TensorFlow is told when it starts, once for a process. */
export interface BindingOptions {
  /** That each operation may use, and operations that may run at once; at least 1. */
  readonly threads: number;
  /** Whether XLA compiles what it can of a graph. */
  readonly xla: boolean;
}

export interface LoadedBinding extends BindingOptions {
  readonly binding: NativeBinding;
}

let loaded: LoadedBinding | undefined;

/**
 * Loads the binding, once for the process: it reads the options once, so the first call decides on them.
 *
 * @param addon - path of `tfjs_binding.node`
 */
export function loadBinding(addon: string, options: BindingOptions): LoadedBinding {
  loaded ??= { ...options, binding: load(addon, options) };
  return loaded;
}

function load(addon: string, { threads, xla }: BindingOptions): NativeBinding {
  // TensorFlow reads these when it starts.
  process.env['TF_NUM_INTRAOP_THREADS'] = String(threads);
  process.env['TF_NUM_INTEROP_THREADS'] = String(threads);
  // Without oneDNN convolutions take twice the time on processors without AVX-512.
  process.env['TF_ENABLE_ONEDNN_OPTS'] ??= '1';
  if (xla) process.env['TF_XLA_FLAGS'] ??= '--tf_xla_auto_jit=2 --tf_xla_cpu_global_jit';
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '3';
  return createRequire(import.meta.url)(addon) as NativeBinding;
}
