import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import type { Batch } from '../batch.js';
import type { OpenNetwork } from '../engine.js';
import { hostBatch } from '../host-batch.js';
import type { BatchLoss } from '../loss-sums.js';
import type { NetworkState } from '../network-state.js';
import { ADAM, type Learning } from '../optimiser.js';
import { CompiledGraph, type Feed } from './compiled-graph.js';
import type { NativeBinding } from './native-binding.js';
import type { Tensor } from './dataflow-graph.js';
import { buildTrainingGraph, type TrainingGraph } from './training-graph.js';

/** A network as one TensorFlow graph: a training step is one call. */
export class NativeNetwork implements OpenNetwork {
  readonly #network: LayerGraph;
  readonly #training: TrainingGraph;
  readonly #compiled: CompiledGraph;
  #steps = 0;
  #isOpen = true;

  constructor(
    binding: NativeBinding,
    network: LayerGraph,
    weights: Weights,
    { optimiser, labelSmoothing }: Learning,
  ) {
    checkWeights(network, weights);
    if (optimiser.kind !== 'adam' || optimiser.weightDecay > 0 || labelSmoothing > 0) {
      throw new RangeError('learning: not supported by the native engine');
    }
    this.#network = network;
    this.#training = buildTrainingGraph(network);
    this.#compiled = new CompiledGraph(binding, this.#training.graph);
    this.#write(weights);
  }

  step(batch: Batch, learningRate: number): Promise<BatchLoss> {
    return new Promise((resolve) => {
      this.#assertOpen();
      if (batch.mixUp) throw new RangeError('mixUp: not supported by the native engine');
      const { train } = this.#training;
      const feeds = [...this.#feedsOf(batch), this.#nextStepSize(learningRate)];
      const [loss, correct, gradientSum] = this.#numbers(feeds, [
        train.loss,
        train.correct,
        train.gradientSum,
      ]);
      resolve({ loss: Number.isFinite(gradientSum) ? loss : Number.NaN, correct });
    });
  }

  classify(batch: Batch): Promise<BatchLoss> {
    return new Promise((resolve) => {
      this.#assertOpen();
      const { evaluate } = this.#training;
      const [loss, correct] = this.#numbers(this.#feedsOf(batch), [evaluate.loss, evaluate.correct]);
      resolve({ loss, correct });
    });
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

  readState(): Promise<NetworkState> {
    return Promise.reject(new RangeError('state: not supported by the native engine'));
  }

  writeState(): Promise<void> {
    return Promise.reject(new RangeError('state: not supported by the native engine'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#compiled[Symbol.dispose]();
    this.#isOpen = false;
    return Promise.resolve();
  }

  /** Values of tensors of one element each. */
  #numbers<const Outputs extends readonly Tensor[]>(
    feeds: readonly Feed[],
    outputs: Outputs,
  ): { readonly [Output in keyof Outputs]: number } {
    const values = this.#compiled.run(feeds, outputs).map(([value = Number.NaN]) => value);
    return values as { [Output in keyof Outputs]: number };
  }

  #feedsOf(batch: Batch): Feed[] {
    const { images, labels } = this.#training.inputs;
    const { pixels, labels: values } = hostBatch(batch, this.#network);
    const size = values.length;
    return [
      { placeholder: labels, shape: [size], values: Int32Array.from(values) },
      { placeholder: images, shape: images.shape.with(0, size), values: pixels },
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

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
