import { type LayerGraph, type WeightSource, type WeightSpec, weightOf, weightSize } from '@blockqnn/network';
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
export function tfjsWeights(graph: LayerGraph, weights: WeightSource): WeightGroup {
  const specs = graph.nodes.flatMap((node) => node.weights.map((spec) => ({ ...spec, node: node.id })));
  const sizeBytes = 4 * specs.reduce((sum, { shape }) => sum + weightSize(shape), 0);
  const count = Math.ceil(sizeBytes / SHARD_BYTES);
  const shards = Array.from({ length: count }, (_, index) => ({
    name: `group1-shard${index + 1}of${count}.bin`,
    chunks: () => bytesBetween(specs, weights, index * SHARD_BYTES, (index + 1) * SHARD_BYTES),
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

/** Of all tensors one behind the other, the bytes from `begin` to before `end`. */
function* bytesBetween(
  specs: readonly WeightSpec[],
  weights: WeightSource,
  begin: number,
  end: number,
): Generator<Uint8Array> {
  let offset = 0;
  for (const spec of specs) {
    const sizeBytes = 4 * weightSize(spec.shape);
    const [from, to] = [Math.max(begin - offset, 0), Math.min(end - offset, sizeBytes)];
    offset += sizeBytes;
    if (from >= to) continue;
    const { buffer, byteOffset } = weightOf(weights, spec).data;
    yield new Uint8Array(buffer, byteOffset + from, to - from);
  }
}
