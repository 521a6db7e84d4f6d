import { availableParallelism, cpus } from 'node:os';
import type { ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Engine, EngineInfo, LoadedImages, OpenNetwork } from '../engine.js';
import { HostImages } from '../host-images.js';
import { loadBinding, type NativeBinding } from './native-binding.js';
import { NativeNetwork } from './native-network.js';

/**
 * An engine on the TensorFlow that `@tensorflow/tfjs-node-gpu` is linked with.
 *
 * @param addon - path of `tfjs_binding.node`
 */
export function createNativeEngine(addon: string): Engine {
  return new NativeEngine(loadBinding(addon));
}

class NativeEngine implements Engine {
  readonly info: EngineInfo;
  readonly #binding: NativeBinding;

  constructor(binding: NativeBinding) {
    this.#binding = binding;
    const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
    this.info = {
      name: 'native',
      device: binding.isUsingGpuDevice() ? `GPU, with ${processor}` : processor,
      threads: Number(process.env['TF_NUM_INTRAOP_THREADS'] ?? availableParallelism()),
      version: `TensorFlow ${binding.TF_Version}`,
    };
  }

  loadImages(images: ImageSet['train'], shape: ImageSet['shape']): Promise<LoadedImages> {
    return Promise.resolve(new HostImages(images, shape));
  }

  open(graph: LayerGraph, weights: Weights): Promise<OpenNetwork> {
    return Promise.resolve(new NativeNetwork(this.#binding, graph, weights));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
