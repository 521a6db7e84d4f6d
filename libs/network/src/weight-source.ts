import type { LayerGraph, WeightSpec } from './layer-graph.js';
import { initialTensor } from './initialise-weights.js';
import { NetworkError } from './network-error.js';
import { weightSize } from './weight-specs.js';
import type { WeightTensor } from './weights.js';

/**
 * Weights that are asked for one at a time, by the names of weight specs, so that a large network's need not
 * all be in memory. Whoever asks again may get another copy. A map of weights is one.
 */
export interface WeightSource {
  get(name: string): WeightTensor | undefined;
}

/** Fresh weights as `initialiseWeights` gives them, each made when it is asked for. `seed`: 0 to 2^32 − 1. */
export function initialWeightSource(graph: LayerGraph, seed: number): WeightSource {
  const specs = new Map(
    graph.nodes.flatMap(({ weights }) => weights.map((spec) => [spec.name, spec] as const)),
  );
  return {
    get: (name) => {
      const spec = specs.get(name);
      return spec && initialTensor(spec, seed);
    },
  };
}

/** The tensor of a spec. Throws {@link NetworkError} `UNFIT_WEIGHTS` where there is none of its shape. */
export function weightOf(source: WeightSource, { name, shape }: WeightSpec): WeightTensor {
  const tensor = source.get(name);
  if (tensor === undefined) throw new NetworkError('UNFIT_WEIGHTS', name, 'missing');
  if (tensor.shape.join() !== shape.join() || tensor.data.length !== weightSize(shape)) {
    throw new NetworkError(
      'UNFIT_WEIGHTS',
      name,
      `shape [${tensor.shape.join()}] and ${tensor.data.length} values, must be [${shape.join()}]`,
    );
  }
  return tensor;
}
