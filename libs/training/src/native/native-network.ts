import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import type { Batch } from '../batch.js';
import type { OpenNetwork } from '../engine.js';
import type { BatchLoss } from '../loss-sums.js';
import type { NetworkState } from '../network-state.js';
import type { Learning } from '../optimiser.js';
import { evaluationFeeds, nativeImages, trainingFeeds } from './batch-feeds.js';
import { CompiledGraph, type Feed } from './compiled-graph.js';
import type { Tensor } from './dataflow-graph.js';
import type { NativeBinding } from './native-binding.js';
import type { NativeImages } from './native-images.js';
import { checkMoments, momentName } from './optimiser-moments.js';
import { stepSizeOf } from './optimiser-update.js';
import type { Precision } from './precision.js';
import { buildTrainingGraph, type Slot, type TrainingGraph, type TrainingOptions } from './training-graph.js';

/** A graph, its session, and the images that are in it. */
interface Session {
  readonly features: TrainingOptions['features'];
  readonly training: TrainingGraph;
  readonly compiled: CompiledGraph;
  images?: NativeImages;
}

/** A network as one TensorFlow graph: a training step is one call. */
export class NativeNetwork implements OpenNetwork {
  readonly #binding: NativeBinding;
  readonly #network: LayerGraph;
  readonly #learning: Learning;
  readonly #precision: Precision;
  #session: Session;
  #steps = 0;
  #isOpen = true;

  constructor(
    binding: NativeBinding,
    network: LayerGraph,
    weights: Weights,
    learning: Learning,
    precision: Precision,
  ) {
    checkWeights(network, weights);
    this.#binding = binding;
    this.#network = network;
    this.#learning = learning;
    this.#precision = precision;
    this.#session = this.#start({ cuts: false, mixes: false });
    this.#write({ weights, moments: new Map(), steps: 0 });
  }

  step(batch: Batch, learningRate: number): Promise<BatchLoss> {
    return new Promise((resolve) => {
      this.#assertOpen();
      this.#provideFor(batch);
      const { training } = this.#session;
      const feeds = trainingFeeds(training, this.#network, batch);
      const stepSize = stepSizeOf(this.#learning.optimiser, learningRate, this.#steps + 1);
      feeds.push({ tensor: training.inputs.stepSize, shape: [], values: Float32Array.of(stepSize) });
      this.#provideImages(batch);
      const { train } = training;
      const [loss, correct, sum] = this.#numbers(feeds, [train.loss, train.correct, train.gradientSum]);
      this.#steps += 1;
      resolve({ loss: Number.isFinite(sum) ? loss : Number.NaN, correct });
    });
  }

  classify(batch: Batch): Promise<BatchLoss> {
    return new Promise((resolve) => {
      this.#assertOpen();
      const { training } = this.#session;
      const feeds = evaluationFeeds(training, this.#network, batch);
      this.#provideImages(batch);
      const [loss, correct] = this.#numbers(feeds, [training.evaluate.loss, training.evaluate.correct]);
      resolve({ loss, correct });
    });
  }

  readWeights(): Promise<Weights> {
    return new Promise((resolve) => {
      this.#assertOpen();
      const { parameters, statistics } = this.#session.training;
      resolve(this.#weightsOf(this.#valuesOf([parameters, statistics])));
    });
  }

  reset(weights: Weights): Promise<void> {
    return new Promise((resolve) => {
      this.#assertOpen();
      checkWeights(this.#network, weights);
      this.#write({ weights, moments: new Map(), steps: 0 });
      resolve();
    });
  }

  readState(): Promise<NetworkState> {
    return new Promise((resolve) => {
      this.#assertOpen();
      resolve(this.#read());
    });
  }

  writeState(state: NetworkState): Promise<void> {
    return new Promise((resolve) => {
      this.#assertOpen();
      checkWeights(this.#network, state.weights);
      checkMoments(this.#session.training, state);
      this.#write(state);
      resolve();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    if (this.#isOpen) this.#end(this.#session);
    this.#isOpen = false;
    return Promise.resolve();
  }

  #start(features: Session['features']): Session {
    const options = { learning: this.#learning, precision: this.#precision, features };
    const training = buildTrainingGraph(this.#network, options);
    return { features, training, compiled: new CompiledGraph(this.#binding, training.graph) };
  }

  #end({ compiled, images }: Session): void {
    compiled[Symbol.dispose]();
    images?.release();
  }

  /** Few networks ever cut out or mix: those get a larger graph when the first such batch comes. */
  #provideFor({ cutOut, mixUp, images }: Batch): void {
    const { features } = this.#session;
    const cuts = features.cuts || (cutOut !== undefined && images.kind === 'loaded');
    const mixes = features.mixes || mixUp !== undefined;
    if (cuts === features.cuts && mixes === features.mixes) return;
    const state = this.#read();
    const session = this.#start({ cuts, mixes });
    this.#end(this.#session);
    this.#session = session;
    this.#write(state);
  }

  /** Puts the batch's images into the graph, unless they are there from the last time. */
  #provideImages({ images }: Batch): void {
    if (images.kind === 'decoded') return;
    const from = nativeImages(images.from);
    const session = this.#session;
    if (session.images === from) return;
    const { newTable, assign } = session.training.images;
    const table = from.acquire();
    try {
      session.compiled.run([{ tensor: newTable, id: table }], [assign]);
    } catch (error) {
      from.release();
      throw error;
    }
    session.images?.release();
    session.images = from;
  }

  /** Values of tensors of one element each. */
  #numbers<const Outputs extends readonly Tensor[]>(
    feeds: readonly Feed[],
    outputs: Outputs,
  ): { readonly [Output in keyof Outputs]: number } {
    const values = this.#session.compiled.run(feeds, outputs).map(([value = Number.NaN]) => value);
    return values as { [Output in keyof Outputs]: number };
  }

  /** Always the same slots together: TensorFlow prepares the graph anew for every set of outputs. */
  #valuesOf(slots: readonly Slot[]): [Slot, Float32Array][] {
    const values = this.#session.compiled.run(
      [],
      slots.map(({ value }) => value),
    );
    return slots.map((slot, index) => [slot, values[index] ?? new Float32Array()]);
  }

  #read(): NetworkState {
    const { parameters, statistics, moments } = this.#session.training;
    const values = this.#valuesOf([parameters, statistics, ...moments]);
    return {
      weights: this.#weightsOf(values.slice(0, 2)),
      moments: new Map(
        values
          .slice(2)
          .flatMap(([{ layout, name }, value]) => [
            ...layout.unpack(value, (weight) => momentName(weight, name)),
          ]),
      ),
      steps: this.#steps,
    };
  }

  /** In the order of the graph. */
  #weightsOf(values: readonly [Slot, Float32Array][]): Weights {
    const byName = new Map(values.flatMap(([{ layout }, value]) => [...layout.unpack(value)]));
    const names = this.#network.nodes.flatMap((node) => node.weights.map(({ name }) => name));
    return new Map(
      names.flatMap((name) => {
        const tensor = byName.get(name);
        return tensor ? [[name, tensor] as const] : [];
      }),
    );
  }

  /** Moments that are not there become 0. */
  #write({ weights, moments, steps }: NetworkState): void {
    const { parameters, statistics, moments: slots, write } = this.#session.training;
    const feed = ({ newValue }: Slot, values: Float32Array): Feed => ({
      tensor: newValue,
      shape: newValue.shape,
      values,
    });
    const feeds = [parameters, statistics].map((slot) => feed(slot, slot.layout.pack(weights)));
    if (moments.size > 0) {
      for (const slot of slots) {
        const values = slot.layout.pack(moments, (weight) => momentName(weight, slot.name));
        feeds.push(feed(slot, values));
      }
    }
    this.#session.compiled.run(feeds, [write]);
    this.#steps = steps;
  }

  #assertOpen(): void {
    if (!this.#isOpen) throw new Error('the network is closed');
  }
}
