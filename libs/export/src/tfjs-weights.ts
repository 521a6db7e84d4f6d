import { type LayerGraph, type WeightSpec, type Weights, weightSize } from '@blockqnn/network';
import type { ModelFile } from './model-file.js';

/** Browsers cache files up to this size. */
const SHARD_BYTES = 4 * 1024 * 1024;

const KERAS_ROLES = {
  kernel: 'kernel',
  bias: 'bias',
  gamma: 'gamma',
  beta: 'beta',
  movingMean: 'moving_mean',
  movingVariance: 'moving_variance',
} as const satisfies Record<WeightSpec['role'], string>;

/** A group of the `weightsManifest`, and the files it names. */
export interface WeightGroup {
  readonly manifest: {
    readonly paths: readonly string[];
    readonly weights: readonly { name: string; shape: readonly number[]; dtype: 'float32' }[];
  };
  readonly shards: readonly ModelFile[];
}

/** All weights as one group: little-endian float32 in the order of the graph, cut into shards of 4 MiB. */
export function tfjsWeights(graph: LayerGraph, weights: Weights): WeightGroup {
  const specs = graph.nodes.flatMap((node) => node.weights.map((spec) => ({ ...spec, node: node.id })));
  const bytes = new Uint8Array(4 * specs.reduce((sum, { shape }) => sum + weightSize(shape), 0));
  let offset = 0;
  for (const { name } of specs) {
    const data = weights.get(name)?.data ?? new Float32Array();
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  const count = Math.ceil(bytes.length / SHARD_BYTES);
  const shards = Array.from({ length: count }, (_, index) => ({
    name: `group1-shard${index + 1}of${count}.bin`,
    bytes: bytes.subarray(index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
  }));
  return {
    manifest: {
      paths: shards.map(({ name }) => name),
      weights: specs.map(({ node, role, shape }) => ({
        name: `${node}/${KERAS_ROLES[role]}`,
        shape,
        dtype: 'float32',
      })),
    },
    shards,
  };
}
