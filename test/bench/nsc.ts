import {
  type Block,
  canonicalBlock,
  createBlock,
  formatBlock,
  MAX_LAYERS,
  parseBlock,
  REFERENCE_BLOCKS,
} from '@blockqnn/nsc';
import { createStrategy } from '@blockqnn/search';
import { callsPerSecond, type Bench } from '../tools/bench.js';

/** Equal convolutions side by side: the worst for a canonical form, since nothing tells them apart. */
const twins = parseBlock(Array.from({ length: MAX_LAYERS }, () => 'conv3@0').join(','));

export const bench: Bench = {
  name: 'nsc',
  description: 'codes parsed, formatted and brought to their canonical form, on one core',
  run: () => {
    const strategy = createStrategy({
      kind: 'random',
      seed: 1,
      budget: 5000,
      maxLayers: MAX_LAYERS,
      state: [],
    });
    // More than are remembered by their texts.
    const random = Array.from({ length: 5000 }, () => strategy.propose().block);
    const texts = random.map(formatBlock);
    const reference = REFERENCE_BLOCKS.map(({ block }) => block);
    return Promise.resolve([
      { name: 'parse, random blocks', value: inTurn(texts, parseBlock), unit: '1/s' },
      { name: 'format, random blocks', value: inTurn(random, formatBlock), unit: '1/s' },
      {
        name: 'canonical form, random blocks',
        value: inTurn(random, canonicalAfresh),
        unit: '1/s',
        atLeast: 2000,
      },
      { name: 'canonical form, reference blocks', value: inTurn(reference, canonicalAfresh), unit: '1/s' },
      {
        name: `canonical form, ${MAX_LAYERS} equal convolutions`,
        value: 1000 / callsPerSecond(() => canonicalAfresh(twins)),
        unit: 'ms',
        atMost: 50,
      },
    ]);
  },
};

/** Of a copy: the canonical form of a block is remembered with it. */
function canonicalAfresh({ layers }: Block): Block {
  return canonicalBlock(createBlock(layers));
}

/** Calls in a second, each on the next of the values. */
function inTurn<T>(values: readonly T[], work: (value: T) => unknown): number {
  let next = 0;
  return callsPerSecond(() => {
    const value = values[next++ % values.length];
    if (value !== undefined) work(value);
  });
}
