import { BATCH_NORMALISATION, type GraphNode, type LayerGraph, type Weights } from '@blockqnn/network';
import { ADAM } from '@blockqnn/training';
import { type FeatureMap, type LayerWeights, plainLayer } from './plain-layers.js';

/** Distance of the two losses that a slope is taken from; float64 leaves about 8 digits. */
const DIFFERENCE = 1e-6;

/** A network in float64 straight from the definitions, its gradients by finite differences. For tiny networks. */
export class PlainNetwork {
  readonly #graph: LayerGraph;
  readonly #weights: Map<string, Float64Array>;
  readonly #moments = new Map<string, { mean: Float64Array; square: Float64Array }>();
  #steps = 0;

  constructor(graph: LayerGraph, weights: Weights) {
    this.#graph = graph;
    this.#weights = new Map([...weights].map(([name, { data }]) => [name, Float64Array.from(data)]));
  }

  /** One step of Adam; the mean loss before it. */
  trainStep(images: FeatureMap, labels: readonly number[], learningRate: number): number {
    const loss = this.#loss(images, labels, true);
    const gradients = this.#trainable().map((name) => [name, this.#gradient(name, images, labels)] as const);
    this.#steps += 1;
    for (const [name, gradient] of gradients) this.#move(name, gradient, learningRate);
    return loss;
  }

  /** Mean loss with moving statistics. */
  evaluate(images: FeatureMap, labels: readonly number[]): number {
    return this.#loss(images, labels, false, false);
  }

  weight(name: string): Float64Array {
    const values = this.#weights.get(name);
    if (!values) throw new RangeError(`${name}: no such weight`);
    return values;
  }

  #trainable(): string[] {
    return this.#graph.nodes.flatMap(({ weights }) =>
      weights.filter(({ trainable }) => trainable).map(({ name }) => name),
    );
  }

  #gradient(name: string, images: FeatureMap, labels: readonly number[]): Float64Array {
    const values = this.weight(name);
    return values.map((value, index) => {
      values[index] = value + DIFFERENCE;
      const above = this.#loss(images, labels, false);
      values[index] = value - DIFFERENCE;
      const below = this.#loss(images, labels, false);
      values[index] = value;
      return (above - below) / (2 * DIFFERENCE);
    });
  }

  #move(name: string, gradient: Float64Array, learningRate: number): void {
    const { beta1, beta2, epsilon } = ADAM;
    const old = this.#moments.get(name);
    const mean = gradient.map((slope, i) => beta1 * (old?.mean[i] ?? 0) + (1 - beta1) * slope);
    const square = gradient.map((slope, i) => beta2 * (old?.square[i] ?? 0) + (1 - beta2) * slope ** 2);
    this.#moments.set(name, { mean, square });
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    const values = this.weight(name);
    values.forEach((value, i) => {
      values[i] = value - (stepSize * (mean[i] ?? 0)) / (Math.sqrt(square[i] ?? 0) + epsilon);
    });
  }

  #loss(images: FeatureMap, labels: readonly number[], updates: boolean, trains = true): number {
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
    return meanCrossEntropy(logits, labels);
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

function meanCrossEntropy({ shape, values }: FeatureMap, labels: readonly number[]): number {
  const classes = shape[3];
  const losses = labels.map((label, image) => {
    const row = [...values.subarray(image * classes, (image + 1) * classes)];
    return Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0)) - (row[label] ?? Number.NaN);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
