import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import { tensor4d, tidy, type Tensor4D } from '@tensorflow/tfjs-core';
import { type Batch, batchSize, type MixUp } from '../batch.js';
import type { OpenNetwork } from '../engine.js';
import { hostBatch } from '../host-batch.js';
import type { BatchLoss } from '../loss-sums.js';
import type { NetworkState } from '../network-state.js';
import type { Learning } from '../optimiser.js';
import { checkState } from '../state-fit.js';
import { crossEntropy, type SoftTargets } from './cross-entropy.js';
import { tellingLackOfMemory } from './lacking-memory.js';
import { checkMemory } from './memory-bound.js';
import { mixed } from './mix-up.js';
import { createParameter, type Parameter } from './parameter.js';
import { Tape } from './tape.js';
import { WasmOptimiser } from './wasm-optimiser.js';

export class WasmNetwork implements OpenNetwork {
  readonly #graph: LayerGraph;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #tape: Tape;
  readonly #optimiser: WasmOptimiser;
  readonly #learning: Learning;
  #isOpen = true;

  constructor(graph: LayerGraph, weights: Weights, learning: Learning) {
    checkWeights(graph, weights);
    this.#graph = graph;
    this.#learning = learning;
    const parameters = graph.nodes.flatMap((node) => node.weights).map(createParameter);
    this.#parameters = new Map(parameters.map((parameter) => [parameter.spec.name, parameter]));
    this.#tape = new Tape(graph, this.#parameters);
    const trained = parameters.filter(({ spec }) => spec.trainable);
    this.#optimiser = new WasmOptimiser(learning.optimiser, trained);
    this.#write(weights);
  }

  step(batch: Batch, learningRate: number): Promise<BatchLoss> {
    return new Promise((resolve) => {
      resolve(tellingLackOfMemory(() => this.#step(batch, learningRate)));
    });
  }

  classify(batch: Batch): Promise<BatchLoss> {
    return new Promise((resolve) => {
      resolve(tellingLackOfMemory(() => this.#classify(batch)));
    });
  }

  readWeights(): Promise<Weights> {
    this.#assertOpen();
    return Promise.resolve(this.#read());
  }

  reset(weights: Weights): Promise<void> {
    this.#assertOpen();
    checkWeights(this.#graph, weights);
    this.#write(weights);
    this.#optimiser.reset();
    return Promise.resolve();
  }

  readState(): Promise<NetworkState> {
    this.#assertOpen();
    const moments = this.#optimiser.readMoments();
    return Promise.resolve({ weights: this.#read(), moments, steps: this.#optimiser.steps });
  }

  writeState(state: NetworkState): Promise<void> {
    this.#assertOpen();
    checkState(this.#graph, this.#learning.optimiser, state);
    this.#write(state.weights);
    this.#optimiser.write(state);
    return Promise.resolve();
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
    const { mixUp } = batch;
    const size = labels.length;
    const values = new Float32Array(pixels);
    const images = mixUp ? mixed(values, size, mixUp) : values;
    const loss = tidy(() => {
      const pass = this.#tape.train(this.#imagesOf(images, size));
      const gradient = new Float32Array(pass.logits.size);
      const logits = pass.logits.dataSync<'float32'>();
      const result = crossEntropy(logits, labels, gradient, this.#targets(labels, mixUp));
      pass.backward(tensor4d(gradient, pass.logits.shape));
      return { ...result };
    });
    // Comparisons with what is no number may hide it from the loss; from all gradients they cannot.
    return this.#optimiser.step(learningRate) ? loss : { ...loss, loss: Number.NaN };
  }

  #targets(labels: Uint16Array, mixUp: MixUp | undefined): SoftTargets {
    const smoothing = this.#learning.labelSmoothing;
    if (!mixUp) return { smoothing };
    const partnerLabels = Uint16Array.from(mixUp.partners, (partner) => labels[partner] ?? 0);
    return { smoothing, mixed: { share: mixUp.share, partnerLabels } };
  }

  #classify(batch: Batch): BatchLoss {
    this.#assertOpen();
    checkMemory(this.#graph, batchSize(batch));
    const { pixels, labels } = hostBatch(batch, this.#graph);
    const logits = tidy(() =>
      this.#tape.infer(this.#imagesOf(new Float32Array(pixels), labels.length)).dataSync<'float32'>(),
    );
    return crossEntropy(logits, labels);
  }

  /** @param pixels - [size, height, width, channels], values 0–255 */
  #imagesOf(pixels: Float32Array, size: number): Tensor4D {
    const { height = 0, width = 0, channels = 0 } = this.#graph.nodes[0]?.shape ?? {};
    return tensor4d(pixels, [size, height, width, channels]);
  }

  #read(): Weights {
    return new Map(
      [...this.#parameters.values()].map(({ spec, values }) => [
        spec.name,
        { shape: spec.shape, data: values.slice() },
      ]),
    );
  }

  #write(weights: Weights): void {
    for (const [name, { values }] of this.#parameters) values.set(weights.get(name)?.data ?? values);
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
