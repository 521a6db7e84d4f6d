import { cpus } from 'node:os';
import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import type { Engine, EngineInfo, LoadedImages, OpenNetwork } from '../engine.js';
import { startBackend } from './backend.js';
import { WasmImages } from './wasm-images.js';
import { WasmNetwork } from './wasm-network.js';

/** An engine on TensorFlow.js' WebAssembly backend with vector instructions, one thread. */
export async function createWasmEngine(): Promise<Engine> {
  await startBackend();
  return new WasmEngine();
}

class WasmEngine implements Engine {
  readonly info: EngineInfo = {
    name: 'wasm',
    device: cpus()[0]?.model.trim() ?? 'unknown processor',
    threads: 1,
    version: `@tensorflow/tfjs-backend-wasm ${version_wasm}`,
  };

  loadImages(images: ImageSet['train'], shape: ImageSet['shape']): Promise<LoadedImages> {
    return Promise.resolve(new WasmImages(images, shape));
  }

  open(graph: LayerGraph, weights: Weights): Promise<OpenNetwork> {
    return Promise.resolve(new WasmNetwork(graph, weights));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
