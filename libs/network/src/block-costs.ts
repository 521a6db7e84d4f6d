import type { Block, Layer } from '@blockqnn/nsc';
import { MAX_CHANNELS } from './graph-builder.js';

/** What an operation reads or yields. */
export interface Value {
  readonly channels: number;
  /** Whether it is a concat or a pooling of one, so that an add projects it whatever its channels. */
  readonly concatenated: boolean;
}

/** Sums over the operations that see feature maps of one size. */
export interface Costs {
  /** Of a convolution's kernels, each once for every pixel. */
  multiplyAdds: number;
  parameters: number;
  /** Channels of all feature maps together. */
  channels: number;
}

/** A concat of more than {@link MAX_CHANNELS}. */
export interface Excess {
  /** Index of the layer; 0 where the block's outputs are joined. */
  readonly layer: number;
  readonly excess: number;
}

/** What a block makes of its input, its costs added. */
export function blockOutput(
  block: Block,
  outputs: readonly number[],
  input: Value,
  filters: number,
  costs: Costs,
): Value | Excess {
  const values = [input];
  for (const layer of block.layers) {
    const value = layerOutput(layer, values, filters, costs);
    if (value.channels > MAX_CHANNELS) return { layer: values.length, excess: value.channels };
    values.push(value);
  }
  const [first = 0] = outputs;
  if (outputs.length === 1) return values[first] as Value;
  const output = concat(
    outputs.map((index) => values[index] as Value),
    costs,
  );
  return output.channels > MAX_CHANNELS ? { layer: 0, excess: output.channels } : output;
}

function layerOutput(layer: Layer, values: readonly Value[], filters: number, costs: Costs): Value {
  const operand = values[layer.predecessors[0]] as Value;
  switch (layer.type) {
    case 'convolution':
      // ReLU, convolution, normalisation.
      addKernel(layer.kernel, operand.channels, filters, costs);
      costs.parameters += 2 * filters;
      costs.channels += operand.channels + filters;
      return { channels: filters, concatenated: false };
    case 'maxPooling':
    case 'averagePooling':
      costs.channels += operand.channels;
      return operand;
    case 'identity':
      return operand;
    case 'add':
      for (const predecessor of layer.predecessors) {
        const { channels, concatenated } = values[predecessor] as Value;
        if (channels !== filters || concatenated) addKernel(1, channels, filters, costs);
      }
      costs.channels += filters;
      return { channels: filters, concatenated: false };
    case 'concat':
      return concat(
        layer.predecessors.map((predecessor) => values[predecessor] as Value),
        costs,
      );
  }
}

function concat(operands: readonly Value[], costs: Costs): Value {
  const channels = operands.reduce((sum, operand) => sum + operand.channels, 0);
  costs.channels += channels;
  return { channels, concatenated: true };
}

/** A convolution without normalisation, and the feature map that it yields. */
function addKernel(side: number, channels: number, filters: number, costs: Costs): void {
  const weights = side ** 2 * channels * filters;
  costs.multiplyAdds += weights;
  costs.parameters += weights;
  costs.channels += filters;
}
