import type { Engine } from './engine.js';
import { createWasmEngine } from './wasm/wasm-engine.js';

/** The fastest engine that this installation has. */
export function createEngine(): Promise<Engine> {
  return createWasmEngine();
}
