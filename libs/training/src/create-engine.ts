import type { Engine, EngineInfo } from './engine.js';
import { nativeLink } from './linking/native-link.js';
import { machineResources } from './machine/machine-resources.js';
import { createNativeEngine } from './native/native-engine.js';
import type { Precision } from './native/precision.js';
import { createWasmEngine } from './wasm/wasm-engine.js';

export interface EngineOptions {
  /** Which one; without it the native engine where it is linked, else wasm. */
  readonly engine?: EngineInfo['name'] | undefined;
  /** Threads of the native engine, at least 1; without it one per core that this process may use. wasm has one. Decided once for the process. */
  readonly threads?: number | undefined;
  /** Of the native engine; without it float32, which wasm has always. */
  readonly precision?: Precision | undefined;
  /** Whether the native engine lets XLA compile its graphs; without it not. Decided once for the process. */
  readonly xla?: boolean | undefined;
}

/**
 * The fastest engine that this installation has, or the one asked for. Throws where that one cannot be
 * loaded, with what to do.
 */
export async function createEngine({
  engine,
  threads = machineResources().cores,
  precision = 'float32',
  xla = false,
}: EngineOptions = {}): Promise<Engine> {
  if (engine === 'wasm') return await createWasmEngine();
  const link = nativeLink();
  if (link.linked) return createNativeEngine(link.addon, { threads, precision, xla });
  if (engine === 'native') {
    throw new Error(`engine: native cannot be used, since ${link.reason}; run npm run native, or use wasm`);
  }
  return await createWasmEngine();
}
