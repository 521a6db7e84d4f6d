import { BATCH_NORMALISATION, type GraphNode, type LayerGraph, type Weights } from '@blockqnn/network';
import { type Learning, PLAIN_LEARNING } from '@blockqnn/training';
import { type FeatureMap, type LayerWeights, plainLayer } from './plain-layers.js';
import { PlainOptimiser } from './plain-optimiser.js';

/** Distance of the two losses that a slope is taken from; float64 leaves about 8 digits. */
const DIFFERENCE = 1e-6;

/** [images][classes] */
export type Targets = readonly (readonly number[])[];

/** Certainty: 1 for each image's label. */
export function targetsOf(labels: readonly number[], classes: number): Targets {
  return labels.map((label) => Array.from({ length: classes }, (_, index) => (index === label ? 1 : 0)));
}

/** A network in float64 straight from the definitions, its gradients by finite differences. For tiny networks. */
export class PlainNetwork {
  readonly #graph: LayerGraph;
  readonly #weights: Map<string, Float64Array>;
  readonly #optimiser: PlainOptimiser;
  readonly #smoothing: number;

  constructor(graph: LayerGraph, weights: Weights, { optimiser, labelSmoothing }: Learning = PLAIN_LEARNING) {
    this.#graph = graph;
    this.#optimiser = new PlainOptimiser(optimiser);
    this.#smoothing = labelSmoothing;
    this.#weights = new Map([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
  }

  /** One step of the optimiser; the mean loss before it. */
  trainStep(images: FeatureMap, labels: readonly number[], learningRate: number): number {
    return this.trainTowards(images, targetsOf(labels, this.#graph.classes), learningRate);
  }

  /** @param targets - a distribution over the classes for each image, before smoothing */
  trainTowards(images: FeatureMap, targets: Targets, learningRate: number): number {
    const smoothed = targets.map((row) =>
      row.map((share) => (1 - this.#smoothing) * share + this.#smoothing / row.length),
    );
    const loss = this.#loss(images, smoothed, true);
    const trainable = this.#graph.nodes.flatMap(({ weights }) => weights.filter((spec) => spec.trainable));
    const gradients = trainable.map((spec) => [spec, this.#gradient(spec.name, images, smoothed)] as const);
    this.#optimiser.start(learningRate);
    for (const [spec, gradient] of gradients) this.#optimiser.move(spec, this.weight(spec.name), gradient);
    return loss;
  }

  /** Mean loss with moving statistics. */
  evaluate(images: FeatureMap, labels: readonly number[]): number {
    return this.#loss(images, targetsOf(labels, this.#graph.classes), false, false);
  }

  weight(name: string): Float64Array {
    const values = this.#weights.get(name);
    if (!values) throw new RangeError(`${name}: no such weight`);
    return values;
  }

  #gradient(name: string, images: FeatureMap, targets: Targets): Float64Array {
    const values = this.weight(name);
    return values.map((value, index) => {
      values[index] = value + DIFFERENCE;
      const above = this.#loss(images, targets, false);
      values[index] = value - DIFFERENCE;
      const below = this.#loss(images, targets, false);
      values[index] = value;
      return (above - below) / (2 * DIFFERENCE);
    });
  }

  #loss(images: FeatureMap, targets: Targets, updates: boolean, trains = true): number {
    const outputs = new Map<string, FeatureMap>();
    const nodes = this.#graph.nodes.slice(0, -1);
    for (const node of nodes) {
      const inputs = node.inputs.map((id) => outputs.get(id) ?? images);
      const statistics: { mean?: Float64Array; variance?: Float64Array } = {};
      const operands = node.operation.kind === 'input' ? [images] : inputs;
      outputs.set(
        node.id,
        plainLayer(node.operation, operands, this.#weightsOf(node), trains ? statistics : undefined),
      );
      if (updates) this.#follow(node, statistics);
    }
    const logits = outputs.get(nodes.at(-1)?.id ?? '');
    if (!logits) throw new RangeError('nodes: none');
    return meanCrossEntropy(logits, targets);
  }

  #follow(node: GraphNode, { mean, variance }: { mean?: Float64Array; variance?: Float64Array }): void {
    const { momentum } = BATCH_NORMALISATION;
    for (const { name, role } of node.weights) {
      const batch = role === 'movingMean' ? mean : role === 'movingVariance' ? variance : undefined;
      const moving = this.weight(name);
      batch?.forEach((value, i) => {
        moving[i] = momentum * (moving[i] ?? 0) + (1 - momentum) * value;
      });
    }
  }

  #weightsOf(node: GraphNode): LayerWeights {
    return Object.fromEntries(node.weights.map(({ name, role }) => [role, this.weight(name)]));
  }
}

function meanCrossEntropy({ shape, values }: FeatureMap, targets: Targets): number {
  const classes = shape[3];
  const losses = targets.map((target, image) => {
    const row = [...values.subarray(image * classes, (image + 1) * classes)];
    const normaliser = Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0));
    return row.reduce((sum, value, index) => sum + (target[index] ?? 0) * (normaliser - value), 0);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
