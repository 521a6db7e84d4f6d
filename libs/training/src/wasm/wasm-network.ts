import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import { tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { type Batch, batchSize } from '../batch.js';
import type { OpenNetwork } from '../engine.js';
import { hostBatch } from '../host-batch.js';
import type { BatchLoss } from '../loss-sums.js';
import type { NetworkState } from '../network-state.js';
import type { Learning } from '../optimiser.js';
import { Adam } from './adam.js';
import { crossEntropy } from './cross-entropy.js';
import { checkMemory } from './memory-bound.js';
import { createParameter, type Parameter } from './parameter.js';
import { Tape } from './tape.js';

export class WasmNetwork implements OpenNetwork {
  readonly #graph: LayerGraph;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #tape: Tape;
  readonly #adam: Adam;
  #isOpen = true;

  constructor(graph: LayerGraph, weights: Weights, { optimiser, labelSmoothing }: Learning) {
    checkWeights(graph, weights);
    if (optimiser.kind !== 'adam' || optimiser.weightDecay > 0 || labelSmoothing > 0) {
      throw new RangeError('learning: not supported by the wasm engine');
    }
    this.#graph = graph;
    const specs = graph.nodes.flatMap((node) => node.weights);
    this.#parameters = new Map(specs.map((spec) => [spec.name, createParameter(spec)]));
    this.#tape = new Tape(graph, this.#parameters);
    this.#adam = new Adam([...this.#parameters.values()].filter(({ spec }) => spec.trainable));
    this.#write(weights);
  }

  step(batch: Batch, learningRate: number): Promise<BatchLoss> {
    return new Promise((resolve) => {
      resolve(this.#step(batch, learningRate));
    });
  }

  classify(batch: Batch): Promise<BatchLoss> {
    return new Promise((resolve) => {
      resolve(this.#classify(batch));
    });
  }

  readWeights(): Promise<Weights> {
    this.#assertOpen();
    return Promise.resolve(
      new Map(
        [...this.#parameters.values()].map(({ spec, values }) => [
          spec.name,
          { shape: spec.shape, data: values.slice() },
        ]),
      ),
    );
  }

  reset(weights: Weights): Promise<void> {
    this.#assertOpen();
    checkWeights(this.#graph, weights);
    this.#write(weights);
    this.#adam.reset();
    return Promise.resolve();
  }

  readState(): Promise<NetworkState> {
    return Promise.reject(new RangeError('state: not supported by the wasm engine'));
  }

  writeState(): Promise<void> {
    return Promise.reject(new RangeError('state: not supported by the wasm engine'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOpen) this.#tape.dispose();
    this.#isOpen = false;
    return Promise.resolve();
  }

  #step(batch: Batch, learningRate: number): BatchLoss {
    this.#assertOpen();
    checkMemory(this.#graph, batchSize(batch));
    const { pixels, labels } = hostBatch(batch, this.#graph);
    if (batch.mixUp) throw new RangeError('mixUp: not supported by the wasm engine');
    const loss = tidy(() => {
      const pass = this.#tape.train(this.#imagesOf(pixels));
      const gradient = new Float32Array(pass.logits.size);
      const result = crossEntropy(pass.logits.dataSync<'float32'>(), labels, gradient);
      pass.backward(tensor4d(gradient, pass.logits.shape));
      return { ...result };
    });
    // The backend's ReLU turns what is no number into 0, so the loss may look sound; gradients never do.
    return this.#adam.step(learningRate) ? loss : { ...loss, loss: Number.NaN };
  }

  #classify(batch: Batch): BatchLoss {
    this.#assertOpen();
    const { pixels, labels } = hostBatch(batch, this.#graph);
    const logits = tidy(() => this.#tape.infer(this.#imagesOf(pixels)).dataSync<'float32'>());
    return crossEntropy(logits, labels);
  }

  /** [size, height, width, channels], pixel values 0–255. */
  #imagesOf(pixels: Uint8Array): Tensor4D {
    const { height = 0, width = 0, channels = 0 } = this.#graph.nodes[0]?.shape ?? {};
    const size = pixels.length / (height * width * channels);
    return tensor4d(Float32Array.from(pixels), [size, height, width, channels]);
  }

  #write(weights: Weights): void {
    for (const [name, { values }] of this.#parameters) values.set(weights.get(name)?.data ?? values);
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
