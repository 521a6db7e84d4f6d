import { cpus } from 'node:os';
import type { Images, ImageSet } from '@blockqnn/datasets';
import type { LayerGraph, Weights } from '@blockqnn/network';
import type { Engine, EngineInfo, OpenNetwork } from '../engine.js';
import type { LoadedImages } from '../loaded-images.js';
import { type Learning, PLAIN_LEARNING } from '../optimiser.js';
import {
  type BindingOptions,
  loadBinding,
  type LoadedBinding,
  type NativeBinding,
} from './native-binding.js';
import { NativeImages } from './native-images.js';
import { NativeNetwork } from './native-network.js';
import type { Precision } from './precision.js';

export interface NativeEngineOptions extends BindingOptions {
  readonly precision: Precision;
}

/**
 * An engine on the TensorFlow that `@tensorflow/tfjs-node-gpu` is linked with. Of the binding's options,
 * those of the first engine of a process hold for all.
 *
 * @param addon - path of `tfjs_binding.node`
 */
export function createNativeEngine(addon: string, { precision, ...binding }: NativeEngineOptions): Engine {
  return new NativeEngine(loadBinding(addon, binding), precision);
}

class NativeEngine implements Engine {
  readonly info: EngineInfo;
  readonly #binding: NativeBinding;
  readonly #precision: Precision;

  constructor({ binding, threads, xla }: LoadedBinding, precision: Precision) {
    this.#binding = binding;
    this.#precision = precision;
    const processor = cpus()[0]?.model.trim() ?? 'unknown processor';
    this.info = {
      name: 'native',
      device: binding.isUsingGpuDevice() ? `GPU, with ${processor}` : processor,
      threads,
      version: [
        `TensorFlow ${binding.TF_Version}`,
        ...(precision === 'float32' ? [] : [`convolutions in ${precision}`]),
        ...(xla ? ['compiled by XLA'] : []),
      ].join(', '),
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
