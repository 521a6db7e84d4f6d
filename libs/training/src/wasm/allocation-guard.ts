import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { OutOfMemoryError } from '../training-error.js';

/** Sizes are 32-bit numbers in WebAssembly; larger ones would wrap around. */
const MAX_ALLOCATION_BYTES = 2 ** 32 - 1;

/** Parts of the module that its type leaves out. */
export interface WasmHeap {
  /** Address of so many bytes, or 0; a signed number, negative from 2 GiB on. */
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/**
 * Makes allocations that cannot be met throw {@link OutOfMemoryError}, since the backend takes the null
 * address that it gets then for memory like any other and writes there; and makes addresses unsigned.
 */
export function guardAllocations(backend: BackendWasm): void {
  const wasm = backend.wasm as unknown as WasmHeap;
  // Called once through itself, since it replaces itself at the first call.
  wasm._free(wasm._malloc(8));
  const allocate = wasm._malloc.bind(wasm);
  wasm._malloc = (bytes) => {
    const address = bytes > MAX_ALLOCATION_BYTES ? 0 : allocate(bytes) >>> 0;
    if (address === 0 && bytes > 0) {
      throw new OutOfMemoryError(
        `memory: the wasm engine could not get ${bytes} more bytes; use smaller batches or a smaller stack`,
      );
    }
    return address;
  };
}
