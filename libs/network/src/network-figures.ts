/**
 * The figures of a network without its graph, for callers that have to know what a block costs before they
 * hand it out. Within a stage nothing but channels tells one repeat of the block from the next, so a
 * repeat that reads what it yields stands for all that follow.
 */
import { type Block, canonicalBlock, outputLayers } from '@blockqnn/nsc';
import { blockOutput, type Costs, type Value } from './block-costs.js';
import { buildLayerGraph } from './build-layer-graph.js';
import type { Figures } from './layer-graph.js';
import { FLOAT32_BYTES } from './node-cost.js';
import type { Stack } from './stack.js';
import { frameOf, type StackFrame } from './stack-frame.js';

/**
 * `buildLayerGraph(block, stack).figures`, many times as fast. A stack is checked once; it must not be changed
 * afterwards. Throws {@link NetworkError} just as `buildLayerGraph` does.
 */
export function networkFigures(block: Block, stack: Stack): Figures {
  const figures = reckon(canonicalBlock(block), frameOf(stack));
  // What is infeasible is told in terms of the node where it shows.
  return figures ?? buildLayerGraph(block, stack).figures;
}

/** Undefined where the network is too large to be built. */
function reckon(block: Block, { fixed, stages, stemFilters, classes }: StackFrame): Figures | undefined {
  let { flops, parameters, activationBytes } = fixed;
  let value: Value = { channels: stemFilters, concatenated: false };
  const outputs = outputLayers(block);
  for (const [index, { pixels, repeats, filters }] of stages.entries()) {
    const costs: Costs = { multiplyAdds: 0, parameters: 0, channels: index > 0 ? value.channels : 0 };
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const once: Costs = { multiplyAdds: 0, parameters: 0, channels: 0 };
      const output = blockOutput(block, outputs, value, filters, once);
      if (output === undefined) return undefined;
      const settled = output.channels === value.channels && output.concatenated === value.concatenated;
      const times = settled ? repeats - repeat : 1;
      costs.multiplyAdds += times * once.multiplyAdds;
      costs.parameters += times * once.parameters;
      costs.channels += times * once.channels;
      if (settled) break;
      value = output;
    }
    flops += 2 * costs.multiplyAdds * pixels;
    parameters += costs.parameters;
    activationBytes += costs.channels * pixels * FLOAT32_BYTES;
  }
  flops += 2 * value.channels * classes;
  parameters += value.channels * classes;
  activationBytes += value.channels * FLOAT32_BYTES;
  // Sums of integers: exact up to the bound, and above it wherever the true sum is.
  const most = Math.max(flops, parameters, activationBytes);
  return most > Number.MAX_SAFE_INTEGER ? undefined : { flops, parameters, activationBytes };
}
