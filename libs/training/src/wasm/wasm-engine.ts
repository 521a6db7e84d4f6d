import { cpus } from 'node:os';
import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import type { Engine, EngineInfo, OpenNetwork } from '../engine.js';
import type { LoadedImages } from '../loaded-images.js';
import { HostImages } from '../host-images.js';
import { type Learning, PLAIN_LEARNING } from '../optimiser.js';
import { startBackend } from './backend.js';
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

  loadImages(images: Images, shape: ImageSet['shape']): Promise<LoadedImages> {
    return Promise.resolve(new HostImages(images, shape));
  }

  open(graph: LayerGraph, weights: Weights, learning: Learning = PLAIN_LEARNING): Promise<OpenNetwork> {
    return Promise.resolve(new WasmNetwork(graph, weights, learning));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
