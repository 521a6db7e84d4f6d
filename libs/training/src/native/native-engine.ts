import { availableParallelism, cpus } from 'node:os';
import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Engine, EngineInfo, LoadedImages, OpenNetwork } from '../engine.js';
import { type Learning, PLAIN_LEARNING } from '../optimiser.js';
import type { Precision } from './forward-pass.js';
import { loadBinding, type LoadedBinding, type NativeBinding } from './native-binding.js';
import { NativeImages } from './native-images.js';
import { NativeNetwork } from './native-network.js';

/**
 * An engine on the TensorFlow that `@tensorflow/tfjs-node-gpu` is linked with.
 *
 * @param addon - path of `tfjs_binding.node`
 * @param threads - at least 1; one per core where undefined. The first engine of a process decides for all.
 */
export function createNativeEngine(
  addon: string,
  threads = availableParallelism(),
  precision: Precision = 'float32',
): Engine {
  return new NativeEngine(loadBinding(addon, threads), precision);
}

class NativeEngine implements Engine {
  readonly info: EngineInfo;
  readonly #binding: NativeBinding;
  readonly #precision: Precision;

  constructor({ binding, threads }: LoadedBinding, precision: Precision) {
    this.#binding = binding;
    this.#precision = precision;
    const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
    this.info = {
      name: 'native',
      device: binding.isUsingGpuDevice() ? `GPU, with ${processor}` : processor,
      threads,
      version: `TensorFlow ${binding.TF_Version}`,
    };
  }

  loadImages(images: Images, shape: ImageSet['shape']): Promise<LoadedImages> {
    return new Promise((resolve) => {
      resolve(new NativeImages(this.#binding, images, shape));
    });
  }

  open(graph: LayerGraph, weights: Weights, learning: Learning = PLAIN_LEARNING): Promise<OpenNetwork> {
    return new Promise((resolve) => {
      resolve(new NativeNetwork(this.#binding, graph, weights, learning, this.#precision));
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }
}
