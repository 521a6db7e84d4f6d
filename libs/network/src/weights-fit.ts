import type { LayerGraph } from './layer-graph.js';
import { NetworkError } from './network-error.js';
import { weightSize } from './weight-specs.js';
import type { Weights } from './weights.js';

/**
 * Throws {@link NetworkError} `UNFIT_WEIGHTS`, naming the weight, unless the weights are exactly those of
 * the graph: every weight spec has a tensor of its shape, and there is no other tensor.
 */
export function checkWeights(graph: LayerGraph, weights: Weights): void {
  const names = new Set<string>();
  for (const { name, shape } of graph.nodes.flatMap((node) => node.weights)) {
    const tensor = weights.get(name);
    if (!tensor) throw new NetworkError('UNFIT_WEIGHTS', name, 'missing');
    if (tensor.shape.join() !== shape.join()) {
      throw new NetworkError(
        'UNFIT_WEIGHTS',
        name,
        `shape [${tensor.shape.join()}], must be [${shape.join()}]`,
      );
    }
    if (tensor.data.length !== weightSize(shape)) {
      throw new NetworkError(
        'UNFIT_WEIGHTS',
        name,
        `${tensor.data.length} values, must be ${weightSize(shape)}`,
      );
    }
    names.add(name);
  }
  for (const name of weights.keys()) {
    if (!names.has(name)) throw new NetworkError('UNFIT_WEIGHTS', name, 'not a weight of this network');
  }
}
