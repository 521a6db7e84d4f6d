import { availableParallelism, cpus } from 'node:os';
import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Engine, EngineInfo, LoadedImages, OpenNetwork } from '../engine.js';
import { HostImages } from '../host-images.js';
import { type Learning, PLAIN_LEARNING } from '../optimiser.js';
import { loadBinding, type LoadedBinding, type NativeBinding } from './native-binding.js';
import { NativeNetwork } from './native-network.js';

/**
 * An engine on the TensorFlow that `@tensorflow/tfjs-node-gpu` is linked with.
 *
 * @param addon - path of `tfjs_binding.node`
 * @param threads - at least 1; one per core where undefined. The first engine of a process decides for all.
 */
export function createNativeEngine(addon: string, threads = availableParallelism()): Engine {
  return new NativeEngine(loadBinding(addon, threads));
}

class NativeEngine implements Engine {
  readonly info: EngineInfo;
  readonly #binding: NativeBinding;

  constructor({ binding, threads }: LoadedBinding) {
    this.#binding = binding;
    const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
    this.info = {
      name: 'native',
      device: binding.isUsingGpuDevice() ? `GPU, with ${processor}` : processor,
      threads,
      version: `TensorFlow ${binding.TF_Version}`,
    };
  }

  loadImages(images: Images, shape: ImageSet['shape']): Promise<LoadedImages> {
    return Promise.resolve(new HostImages(images, shape));
  }

  open(graph: LayerGraph, weights: Weights, learning: Learning = PLAIN_LEARNING): Promise<OpenNetwork> {
    return Promise.resolve(new NativeNetwork(this.#binding, graph, weights, learning));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
