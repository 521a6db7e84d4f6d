/**
 * The figures of a network without its graph, for callers that have to know what a block costs before they
 * hand it out. Within a stage nothing but channels tells one repeat of the block from the next, so a
 * repeat that reads what it yields stands for all that follow.
 */
import { type Block, canonicalBlock, outputLayers } from '@blockqnn/nsc';
import { blockOutput, type Costs, type Excess, type Value } from './block-costs.js';
import { buildLayerGraph } from './build-layer-graph.js';
import { channelsError } from './graph-builder.js';
import type { Figures } from './layer-graph.js';
import type { NetworkError } from './network-error.js';
import { FLOAT32_BYTES } from './node-cost.js';
import type { Stack } from './stack.js';
import { frameOf, type StackFrame } from './stack-frame.js';

/**
 * `buildLayerGraph(block, stack).figures`, many times as fast. A stack is checked once; it must not be changed
 * afterwards. Throws {@link NetworkError} just as `buildLayerGraph` does.
 */
export function networkFigures(block: Block, stack: Stack): Figures {
  // The graph tells which of its nodes is one too many.
  return reckon(canonicalBlock(block), frameOf(stack)) ?? buildLayerGraph(block, stack).figures;
}

/** Undefined where a figure is too large to be counted. */
function reckon(block: Block, { fixed, stages, stemFilters, classes }: StackFrame): Figures | undefined {
  const sums = { ...fixed };
  let value: Value = { channels: stemFilters, concatenated: false };
  const outputs = outputLayers(block);
  for (const [index, { pixels, repeats, filters }] of stages.entries()) {
    if (index > 0) sums.activationBytes += value.channels * pixels * FLOAT32_BYTES;
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      const costs: Costs = { multiplyAdds: 0, parameters: 0, channels: 0 };
      const output = blockOutput(block, outputs, value, filters, costs);
      const settled = isSame(output, value);
      const times = settled ? repeats - repeat + 1 : 1;
      sums.flops += times * 2 * costs.multiplyAdds * pixels;
      sums.parameters += times * costs.parameters;
      sums.activationBytes += times * costs.channels * pixels * FLOAT32_BYTES;
      if (!isCountable(sums)) return undefined;
      if (settled) break;
      if ('excess' in output) throw tooManyChannels(`stage${index + 1}_block${repeat}`, output);
      value = output;
    }
  }
  sums.flops += 2 * value.channels * classes;
  sums.parameters += value.channels * classes;
  sums.activationBytes += value.channels * FLOAT32_BYTES;
  return isCountable(sums) ? sums : undefined;
}

/** Sums of whole numbers: exact up to the bound, and above it wherever the true sum is. */
function isCountable({ flops, parameters, activationBytes }: Figures): boolean {
  return Math.max(flops, parameters, activationBytes) <= Number.MAX_SAFE_INTEGER;
}

function isSame(output: Value | Excess, input: Value): boolean {
  if ('excess' in output) return false;
  return output.channels === input.channels && output.concatenated === input.concatenated;
}

/** In the words of the graph's node. */
function tooManyChannels(blockName: string, { layer, excess }: Excess): NetworkError {
  return channelsError(`${blockName}_${layer === 0 ? 'output' : `layer${layer}_concat`}`, excess);
}
