import { initialiseWeights, type LayerGraph, type Weights, type WeightSpec } from '@blockqnn/network';

/** Weights as after a training: nothing is 0 or 1 any more, in particular not in batch normalisations and biases. */
export function trainedLookingWeights(graph: LayerGraph, seed: number): Weights {
  const weights = new Map(initialiseWeights(graph, seed));
  const next = uniform(seed);
  for (const { name, role, shape } of graph.nodes.flatMap((node) => node.weights)) {
    if (role === 'kernel') continue;
    const [low, high] = RANGES[role];
    const data = Float32Array.from({ length: shape[0] ?? 0 }, () => low + (high - low) * next());
    weights.set(name, { shape, data });
  }
  return weights;
}

const RANGES = {
  bias: [-1, 1],
  gamma: [0.5, 1.5],
  beta: [-0.5, 0.5],
  movingMean: [-0.5, 0.5],
  movingVariance: [0.5, 2],
} as const satisfies Record<Exclude<WeightSpec['role'], 'kernel'>, readonly [number, number]>;

/** Pixel values 0–255, [count · height · width · channels]. */
export function randomPixels(length: number, seed: number): Float32Array {
  const next = uniform(seed);
  return Float32Array.from({ length }, () => Math.floor(256 * next()));
}

/** A linear congruential generator (Numerical Recipes); values in [0, 1). */
function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
