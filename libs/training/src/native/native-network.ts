import { setImmediate } from 'node:timers/promises';
import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import { plainBatch } from '../batch-pixels.js';
import {
  ADAM,
  type Batch,
  type EpochResult,
  type LoadedImages,
  type OpenNetwork,
  type TrainEpochOptions,
} from '../engine.js';
import { HostImages } from '../host-images.js';
import { type BatchLoss, LossSums } from '../loss-sums.js';
import { CompiledGraph, type Feed } from './compiled-graph.js';
import type { NativeBinding } from './native-binding.js';
import { type BatchOutputs, buildTrainingGraph, type TrainingGraph } from './training-graph.js';

/** Images classified at once; a matter of memory and speed alone. */
const EVALUATION_BATCH = 256;

/** A network as one TensorFlow graph: a training step is one call. */
export class NativeNetwork implements OpenNetwork {
  readonly #network: LayerGraph;
  readonly #training: TrainingGraph;
  readonly #compiled: CompiledGraph;
  #steps = 0;
  #isOpen = true;

  constructor(binding: NativeBinding, network: LayerGraph, weights: Weights) {
    checkWeights(network, weights);
    this.#network = network;
    this.#training = buildTrainingGraph(network);
    this.#compiled = new CompiledGraph(binding, this.#training.graph);
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
      this.#assertOpen();
      const feeds = this.#feedsOf(source, batch);
      sums.add(
        this.#run([...feeds, this.#nextStepSize(learningRate)], this.#training.train),
        batch.indices.length,
      );
      onStep?.({ images: batch.indices.length });
      if (!sums.isFinite) break;
    }
    // ReLU turns what is no number into 0, so the loss may look sound; weights never do.
    return this.#areWeightsFinite() ? sums.mean() : { ...sums.mean(), loss: Number.NaN };
  }

  async evaluate(images: LoadedImages, indices: Int32Array, signal: AbortSignal): Promise<EpochResult> {
    const source = this.#usable(images);
    const sums = new LossSums();
    for (let start = 0; start < indices.length; start += EVALUATION_BATCH) {
      await setImmediate();
      signal.throwIfAborted();
      this.#assertOpen();
      const batch = plainBatch(indices.subarray(start, start + EVALUATION_BATCH));
      sums.add(this.#run(this.#feedsOf(source, batch), this.#training.evaluate), batch.indices.length);
    }
    return sums.mean();
  }

  readWeights(): Promise<Weights> {
    this.#assertOpen();
    const { parameterLayout, statisticsLayout } = this.#training;
    const { parameters, statistics } = this.#read();
    const values = new Map([...parameterLayout.unpack(parameters), ...statisticsLayout.unpack(statistics)]);
    const names = this.#network.nodes.flatMap((node) => node.weights.map(({ name }) => name));
    return Promise.resolve(
      new Map(
        names.flatMap((name) => {
          const tensor = values.get(name);
          return tensor ? [[name, tensor] as const] : [];
        }),
      ),
    );
  }

  reset(weights: Weights): Promise<void> {
    this.#assertOpen();
    checkWeights(this.#network, weights);
    this.#write(weights);
    return Promise.resolve();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#compiled[Symbol.dispose]();
    this.#isOpen = false;
    return Promise.resolve();
  }

  #run(feeds: readonly Feed[], { loss, correct }: BatchOutputs): BatchLoss {
    const [losses, hits] = this.#compiled.run(feeds, [loss, correct]);
    return { loss: losses?.[0] ?? Number.NaN, correct: hits?.[0] ?? 0 };
  }

  #feedsOf(source: HostImages, batch: Batch): Feed[] {
    const { images, labels } = this.#training.inputs;
    const size = batch.indices.length;
    return [
      { placeholder: labels, shape: [size], values: Int32Array.from(source.labelsOf(batch)) },
      { placeholder: images, shape: images.shape.with(0, size), values: source.bytesOf(batch) },
    ];
  }

  /** Adam's step size with its bias correction; counts the step. */
  #nextStepSize(learningRate: number): Feed {
    this.#steps += 1;
    const correction = Math.sqrt(1 - ADAM.beta2 ** this.#steps) / (1 - ADAM.beta1 ** this.#steps);
    return {
      placeholder: this.#training.inputs.stepSize,
      shape: [],
      values: Float32Array.of(learningRate * correction),
    };
  }

  #areWeightsFinite(): boolean {
    const { parameters } = this.#read();
    // Infinite or no number, times 0, is no number.
    return parameters.reduce((zero, value) => zero + value * 0, 0) === 0;
  }

  /** Always both: TensorFlow prepares the graph anew for every set of outputs. */
  #read(): { readonly parameters: Float32Array; readonly statistics: Float32Array } {
    const { read } = this.#training;
    const [parameters, statistics] = this.#compiled.run([], [read.parameters, read.statistics]);
    if (!parameters || !statistics) throw new Error('weights: could not be read');
    return { parameters, statistics };
  }

  #write(weights: Weights): void {
    const { inputs, parameterLayout, statisticsLayout, reset } = this.#training;
    const feed = (placeholder: Feed['placeholder'], values: Float32Array): Feed => ({
      placeholder,
      shape: placeholder.shape,
      values,
    });
    this.#compiled.run(
      [
        feed(inputs.newParameters, parameterLayout.pack(weights)),
        feed(inputs.newStatistics, statisticsLayout.pack(weights)),
      ],
      [reset],
    );
    this.#steps = 0;
  }

  #usable(images: LoadedImages): HostImages {
    this.#assertOpen();
    if (!(images instanceof HostImages)) throw new TypeError('images: must be loaded by the native engine');
    images.checkFit(this.#network);
    return images;
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
