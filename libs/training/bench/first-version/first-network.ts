import type { LayerGraph, Weights } from '@blockqnn/network';
import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { Batch } from '../../src/batch.js';
import { hostBatch } from '../../src/host-batch.js';
import type { BatchLoss } from '../../src/loss-sums.js';
import { ADAM } from '../../src/optimiser.js';
import { crossEntropy } from '../../src/wasm/cross-entropy.js';
import { createParameter, type Parameter } from '../../src/wasm/parameter.js';
import { WasmOptimiser } from '../../src/wasm/wasm-optimiser.js';
import { Tape } from './tape.js';

/**
 * A network as the wasm engine's first version trained it: in operations of TensorFlow.js alone, those that
 * are fast on its WebAssembly backend. What the engine's own kernels are measured against; of the engine it
 * shares loss, optimiser and augmentation. The wasm engine has to be created first.
 */
export class FirstNetwork {
  readonly #graph: LayerGraph;
  readonly #parameters: ReadonlyMap<string, Parameter>;
  readonly #tape: Tape;
  readonly #optimiser: WasmOptimiser;

  constructor(graph: LayerGraph, weights: Weights) {
    this.#graph = graph;
    const parameters = graph.nodes.flatMap((node) => node.weights).map(createParameter);
    for (const { spec, values } of parameters) values.set(weights.get(spec.name)?.data ?? values);
    this.#parameters = new Map(parameters.map((parameter) => [parameter.spec.name, parameter]));
    this.#tape = new Tape(graph, this.#parameters);
    this.#optimiser = new WasmOptimiser(
      ADAM,
      parameters.filter(({ spec }) => spec.trainable),
    );
  }

  /** One step of Adam. */
  step(batch: Batch, learningRate: number): Promise<BatchLoss> {
    const { pixels, labels } = hostBatch(batch, this.#graph);
    const { height = 0, width = 0, channels = 0 } = this.#graph.nodes[0]?.shape ?? {};
    const loss = tidy(() => {
      const images = tensor4d(Float32Array.from(pixels), [labels.length, height, width, channels]);
      const pass = this.#tape.train(images);
      const gradient = new Float32Array(pass.logits.size);
      const result = crossEntropy(pass.logits.dataSync<'float32'>(), labels, gradient);
      pass.backward(tensor4d(gradient, pass.logits.shape));
      return { ...result };
    });
    this.#optimiser.step(learningRate);
    return Promise.resolve(loss);
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#tape.dispose();
    return Promise.resolve();
  }
}
