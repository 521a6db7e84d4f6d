import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { backend, engine, env, reshape, setBackend, type Tensor, type Tensor4D } from '@tensorflow/tfjs-core';
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { guardAllocations, type WasmHeap } from './allocation-guard.js';
import { createKernels, type Kernels } from './kernels/kernels.js';
import type { Memory } from './kernels/web-assembly.js';

let started: Promise<void> | undefined;
let compiled: Kernels | undefined;

/**
 * Makes TensorFlow.js compute in WebAssembly with vector instructions, once for the process; the binary
 * comes from the package, never from a network.
 */
export function startBackend(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT'))) {
    throw new Error('the wasm engine needs a processor and a Node.js with WebAssembly SIMD');
  }
  const folder = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm'));
  const binary = join(folder, 'tfjs-backend-wasm-simd.wasm');
  // Under every name, so that nothing slower is loaded without a word.
  setWasmPaths({
    'tfjs-backend-wasm.wasm': binary,
    'tfjs-backend-wasm-simd.wasm': binary,
    'tfjs-backend-wasm-threaded-simd.wasm': binary,
  });
  if (!(await setBackend('wasm'))) throw new Error(`the wasm backend could not be started from ${binary}`);
  guardAllocations(wasmBackend());
  compiled = await createKernels(heap().asm.memory);
}

/** This project's own functions on the backend's memory. */
export function kernels(): Kernels {
  if (!compiled) throw new Error('the wasm backend is not started');
  return compiled;
}

/** The module with its memory, which its type leaves out too. */
interface BackendModule extends WasmHeap {
  readonly asm: { readonly memory: Memory };
}

function heap(): BackendModule {
  return wasmBackend().wasm as unknown as BackendModule;
}

function wasmBackend(): BackendWasm {
  const current = backend();
  if (!(current instanceof BackendWasm)) throw new Error('the wasm backend is not the current one');
  return current;
}

/** A tensor whose values are whatever the memory held; to be overwritten through {@link heapView}. */
export function uninitialised(shape: [number, number, number, number]): Tensor4D {
  return engine().makeTensorFromTensorInfo(wasmBackend().makeOutput(shape, 'float32')) as Tensor4D;
}

/** The values of a tensor in WebAssembly memory. Valid until the next allocation, which may move the memory. */
export function heapView(tensor: Tensor): Float32Array {
  const view = wasmBackend().typedArrayFromHeap(tensor);
  if (!(view instanceof Float32Array)) throw new TypeError(`dtype: must be float32; got ${tensor.dtype}`);
  return view;
}

/** Where a tensor's values are in WebAssembly memory. */
export function addressOf(tensor: Tensor): number {
  const view = heapView(tensor);
  return view.byteOffset;
}

/** Bytes in WebAssembly memory, to be given back with {@link release}. @throws OutOfMemoryError */
export function allocate(bytes: number): number {
  return heap()._malloc(bytes);
}

export function release(address: number): void {
  heap()._free(address);
}

/** Values in WebAssembly memory. Valid until the next allocation, which may move the memory. */
export function floatsAt(address: number, count: number): Float32Array {
  return new Float32Array(heap().asm.memory.buffer, address, count);
}

/** Like {@link floatsAt}. */
export function integersAt(address: number, count: number): Int32Array {
  return new Int32Array(heap().asm.memory.buffer, address, count);
}

/** Another handle on the same values: `clone` would copy them. */
export function share(tensor: Tensor4D): Tensor4D {
  return reshape(tensor, tensor.shape);
}
