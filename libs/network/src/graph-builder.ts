import type { FeatureShape, Figures, GraphNode, LayerGraph, Operation } from './layer-graph.js';
import { NetworkError } from './network-error.js';
import { nodeCost } from './node-cost.js';
import { outputShape } from './output-shape.js';
import { weightSpecs } from './weight-specs.js';

/**
 * Channels that a feature map may have. Each concat can double them, so a legal block of 23 layers could
 * ask for 2²² times the stage's filters, and the next block for as much again.
 */
export const MAX_CHANNELS = 65_536;

/** Collects the nodes of a graph in topological order, with shapes, weights and figures. */
export class GraphBuilder {
  readonly #nodes = new Map<string, GraphNode>();
  readonly #figures = { flops: 0, parameters: 0, activationBytes: 0 };

  /** Starts a graph with its input node, `input`. */
  constructor(shape: FeatureShape) {
    this.#append({ id: 'input', operation: { kind: 'input' }, inputs: [], shape, weights: [] });
  }

  /**
   * Appends a node that reads nodes already there; returns its id. Throws {@link NetworkError}
   * `INFEASIBLE` above {@link MAX_CHANNELS} or where a figure exceeds 2⁵³ − 1.
   */
  add(id: string, operation: Exclude<Operation, { kind: 'input' }>, ...inputs: readonly string[]): string {
    const inputShapes = inputs.map((input) => this.node(input).shape);
    const shape = outputShape(operation, inputShapes);
    // Classes are no feature map; the stack bounds them.
    if (shape.channels > MAX_CHANNELS && operation.kind === 'concat') {
      throw channelsError(id, shape.channels);
    }
    const weights = weightSpecs(id, operation, inputShapes[0]?.channels ?? 0);
    return this.#append({ id, operation, inputs, shape, weights });
  }

  /** A node by its id. Throws RangeError for an unknown one. */
  node(id: string): GraphNode {
    const node = this.#nodes.get(id);
    if (!node) throw new RangeError(`node: none is called ${id}`);
    return node;
  }

  build(classes: number): LayerGraph {
    return { nodes: [...this.#nodes.values()], classes, figures: { ...this.#figures } };
  }

  #append(node: GraphNode): string {
    const cost = nodeCost(node);
    for (const figure of Object.keys(cost) as (keyof Figures)[]) {
      this.#figures[figure] += cost[figure];
      if (this.#figures[figure] > Number.MAX_SAFE_INTEGER) {
        throw new NetworkError(
          'INFEASIBLE',
          figure,
          'the network has more than 2^53 - 1, the most that can be counted',
        );
      }
    }
    this.#nodes.set(node.id, node);
    return node.id;
  }
}

/** What is said of a concat of more than {@link MAX_CHANNELS}. */
export function channelsError(id: string, channels: number): NetworkError {
  return new NetworkError('INFEASIBLE', 'channels', `${id} has ${channels}, at most ${MAX_CHANNELS} allowed`);
}
