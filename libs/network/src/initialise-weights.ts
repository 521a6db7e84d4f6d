import type { LayerGraph, WeightSpec } from './layer-graph.js';
import { NetworkError } from './network-error.js';
import { normalStream } from './random-stream.js';
import { weightSize } from './weight-specs.js';
import { MAX_WEIGHTS_BYTES, type Weights, type WeightTensor } from './weights.js';

/**
 * Fresh weights, in the order of the graph's weight specs: kernels from a normal distribution of
 * variance 2 / fan-in (He et al. 2015; paper, training details), biases and β 0, γ 1, moving mean 0, moving
 * variance 1. The same seed and name give the same tensor in whichever network.
 *
 * Throws {@link NetworkError} `INFEASIBLE` above {@link MAX_WEIGHTS_BYTES}, before any memory is taken.
 *
 * @param seed - 0 to 2^32 − 1
 */
export function initialiseWeights(graph: LayerGraph, seed: number): Weights {
  const specs = graph.nodes.flatMap(({ weights }) => weights);
  const sizeBytes = 4 * specs.reduce((sum, { shape }) => sum + weightSize(shape), 0);
  if (sizeBytes > MAX_WEIGHTS_BYTES) {
    throw new NetworkError(
      'INFEASIBLE',
      'weights',
      `${sizeBytes} bytes, at most ${MAX_WEIGHTS_BYTES} allowed`,
    );
  }
  return new Map(specs.map((spec) => [spec.name, initialTensor(spec, seed)]));
}

/** The tensor of a spec in fresh weights. */
export function initialTensor({ name, role, shape }: WeightSpec, seed: number): WeightTensor {
  const data = new Float32Array(weightSize(shape));
  switch (role) {
    case 'kernel': {
      const next = normalStream(seed, name);
      const deviation = Math.sqrt(2 / weightSize(shape.slice(0, -1)));
      for (let index = 0; index < data.length; index += 1) data[index] = deviation * next();
      break;
    }
    case 'gamma':
    case 'movingVariance':
      data.fill(1);
      break;
    case 'bias':
    case 'beta':
    case 'movingMean':
      break;
  }
  return { shape, data };
}
