import { setImmediate } from 'node:timers/promises';
import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import { plainBatch } from '../batch-pixels.js';
import type { Batch, EpochResult, LoadedImages, OpenNetwork, TrainEpochOptions } from '../engine.js';
import { type BatchLoss, LossSums } from '../loss-sums.js';
import { Adam } from './adam.js';
import { crossEntropy } from './cross-entropy.js';
import { checkMemory } from './memory-bound.js';
import { createParameter, type Parameter } from './parameter.js';
import { Tape } from './tape.js';
import { WasmImages } from './wasm-images.js';

/** Images classified at once; a matter of memory alone. */
const EVALUATION_BATCH = 128;

export class WasmNetwork implements OpenNetwork {
  readonly #graph: LayerGraph;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #tape: Tape;
  readonly #adam: Adam;
  #isOpen = true;

  constructor(graph: LayerGraph, weights: Weights) {
    checkWeights(graph, weights);
    this.#graph = graph;
    const specs = graph.nodes.flatMap((node) => node.weights);
    this.#parameters = new Map(specs.map((spec) => [spec.name, createParameter(spec)]));
    this.#tape = new Tape(graph, this.#parameters);
    this.#adam = new Adam([...this.#parameters.values()].filter(({ spec }) => spec.trainable));
    this.#write(weights);
  }

  async trainEpoch(
    images: LoadedImages,
    batches: Iterable<Batch>,
    { learningRate, signal, onStep }: TrainEpochOptions,
  ): Promise<EpochResult> {
    const source = this.#usable(images);
    const sums = new LossSums();
    for (const batch of batches) {
      // Steps block the thread; between them the process has to hear of aborts and answer others.
      await setImmediate();
      signal.throwIfAborted();
      checkMemory(this.#graph, batch.indices.length);
      sums.add(this.#step(source, batch, learningRate), batch.indices.length);
      onStep?.({ images: batch.indices.length });
      if (!sums.isFinite) break;
    }
    return sums.mean();
  }

  async evaluate(images: LoadedImages, indices: Int32Array, signal: AbortSignal): Promise<EpochResult> {
    const source = this.#usable(images);
    const sums = new LossSums();
    for (let start = 0; start < indices.length; start += EVALUATION_BATCH) {
      await setImmediate();
      signal.throwIfAborted();
      const batch = plainBatch(indices.subarray(start, start + EVALUATION_BATCH));
      const logits = tidy(() => this.#tape.infer(source.pixelsOf(batch)).dataSync<'float32'>());
      sums.add(crossEntropy(logits, source.labelsOf(batch)), batch.indices.length);
    }
    return sums.mean();
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

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOpen) this.#tape.dispose();
    this.#isOpen = false;
    return Promise.resolve();
  }

  #step(source: WasmImages, batch: Batch, learningRate: number): BatchLoss {
    const labels = source.labelsOf(batch);
    const loss = tidy(() => {
      const pass = this.#tape.train(source.pixelsOf(batch));
      const gradient = new Float32Array(pass.logits.size);
      const result = crossEntropy(pass.logits.dataSync<'float32'>(), labels, gradient);
      pass.backward(tensor4d(gradient, pass.logits.shape));
      return { ...result };
    });
    // The backend's ReLU turns what is no number into 0, so the loss may look sound; gradients never do.
    return this.#adam.step(learningRate) ? loss : { ...loss, loss: Number.NaN };
  }

  #write(weights: Weights): void {
    for (const [name, { values }] of this.#parameters) values.set(weights.get(name)?.data ?? values);
  }

  #usable(images: LoadedImages): WasmImages {
    this.#assertOpen();
    if (!(images instanceof WasmImages)) throw new TypeError('images: must be loaded by the wasm engine');
    images.checkFit(this.#graph);
    return images;
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
