import { outputLayers, type Block } from '@blockqnn/nsc';
import { MAX_CHANNELS } from './graph-builder.js';
import type { Stack } from './stack.js';

/**
 * Whether a network of the block would hold a feature map of more than {@link MAX_CHANNELS}, for which
 * `networkFigures` throws. Looks at nothing but channels, and at the block as it is coded, which is the same for
 * all codes of a block: half of what a strategy draws at random fails here.
 */
export function exceedsChannels(block: Block, { stem, stages }: Stack): boolean {
  const outputs = outputLayers(block);
  let input = stem.filters;
  for (const { repeats, filters } of stages) {
    for (let repeat = 1; repeat <= repeats; repeat += 1) {
      const output = outputChannels(block, outputs, input, filters);
      if (output > MAX_CHANNELS) return true;
      // What reads as much as it yields goes on like that.
      if (output === input) break;
      input = output;
    }
  }
  return false;
}

/** Channels that a block yields; more than {@link MAX_CHANNELS} where any of its values has more. */
function outputChannels(block: Block, outputs: readonly number[], input: number, filters: number): number {
  const channels = [input];
  for (const { type, predecessors } of block.layers) {
    const [first, second = 0] = predecessors;
    switch (type) {
      case 'convolution':
      case 'add':
        channels.push(filters);
        break;
      case 'maxPooling':
      case 'averagePooling':
      case 'identity':
        channels.push(channels[first] as number);
        break;
      case 'concat': {
        const sum = (channels[first] as number) + (channels[second] as number);
        if (sum > MAX_CHANNELS) return sum;
        channels.push(sum);
      }
    }
  }
  let output = 0;
  for (const index of outputs) output += channels[index] as number;
  return output;
}
