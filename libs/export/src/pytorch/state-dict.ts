import type { GraphNode, LayerGraph, WeightSource, WeightSpec } from '@blockqnn/network';
import { weightOf } from '@blockqnn/network';
import { channelsFirstKernel, transposed } from '../channels-first.js';
import { placeInBlock } from './stacked-blocks.js';

/** A tensor of a module's `state_dict()`. */
export interface StateTensor {
  readonly name: string;
  readonly type: 'F32' | 'I64';
  readonly shape: readonly number[];
  readonly data: () => Float32Array | BigInt64Array;
}

const PYTORCH_ROLES = {
  kernel: 'weight',
  bias: 'bias',
  gamma: 'weight',
  beta: 'bias',
  movingMean: 'running_mean',
  movingVariance: 'running_var',
} as const satisfies Record<WeightSpec['role'], string>;

/** All tensors of the network's module under their names there, in PyTorch's layouts. */
export function stateDict({ nodes }: LayerGraph, weights: WeightSource): StateTensor[] {
  return nodes.flatMap((node) => {
    const module = modulePath(node.id);
    const tensors = node.weights.map((spec): StateTensor => {
      const [name, type] = [`${module}.${PYTORCH_ROLES[spec.role]}`, 'F32'] as const;
      if (spec.role !== 'kernel')
        return { name, type, shape: spec.shape, data: () => weightOf(weights, spec).data };
      const turn = spec.shape.length === 4 ? channelsFirstKernel : transposed;
      return { name, type, shape: kernelShape(spec), data: () => turn(weightOf(weights, spec)).data };
    });
    return [...tensors, ...batchCount(node, module)];
  });
}

/** For instance `stage1.0.layer3.conv` of the node `stage1_block1_layer3_conv`. */
function modulePath(node: string): string {
  const place = placeInBlock(node);
  if (!place) return node;
  const module = place.id.replace(/_(conv|bn)$/, '.$1');
  return `${place.stage}.${Number(place.block.slice('block'.length)) - 1}.${module}`;
}

function kernelShape({ shape }: WeightSpec): readonly number[] {
  if (shape.length === 2) return shape.toReversed();
  const [height = 0, width = 0, inputs = 0, outputs = 0] = shape;
  return [outputs, inputs, height, width];
}

/** What PyTorch counts beside the moving statistics; nothing reads it unless the momentum is None. */
function batchCount({ operation }: GraphNode, module: string): StateTensor[] {
  if (operation.kind !== 'batchNormalisation') return [];
  return [
    { name: `${module}.num_batches_tracked`, type: 'I64', shape: [], data: () => BigInt64Array.of(0n) },
  ];
}
