import type { LayerGraph } from './layer-graph.js';
import { NetworkError } from './network-error.js';
import { weightSize } from './weight-specs.js';
import type { Weights } from './weights.js';

/**
 * Throws {@link NetworkError} `UNFIT_WEIGHTS`, naming the weight, unless the weights are exactly those of
 * the graph: every weight spec has a tensor of its shape, and there is no other tensor.
 */
export function checkWeights(graph: LayerGraph, weights: Weights): void {
  checkWeightShapes(graph, weights);
  for (const [name, { shape, data }] of weights) {
    if (data.length === weightSize(shape)) continue;
    throw new NetworkError('UNFIT_WEIGHTS', name, `${data.length} values, must be ${weightSize(shape)}`);
  }
}

/** {@link checkWeights} where only names and shapes are at hand. */
export function checkWeightShapes(
  graph: LayerGraph,
  tensors: ReadonlyMap<string, { readonly shape: readonly number[] }>,
): void {
  const names = new Set<string>();
  for (const { name, shape } of graph.nodes.flatMap((node) => node.weights)) {
    const tensor = tensors.get(name);
    if (!tensor) throw new NetworkError('UNFIT_WEIGHTS', name, 'missing');
    if (tensor.shape.join() !== shape.join()) {
      throw new NetworkError(
        'UNFIT_WEIGHTS',
        name,
        `shape [${tensor.shape.join()}], must be [${shape.join()}]`,
      );
    }
    names.add(name);
  }
  for (const name of tensors.keys()) {
    if (!names.has(name)) throw new NetworkError('UNFIT_WEIGHTS', name, 'not a weight of this network');
  }
}
