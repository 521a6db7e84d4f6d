import { type Block, createBlock, type Layer } from '@blockqnn/nsc';
import fc from 'fast-check';

const SINGLE = [
  { type: 'convolution', kernel: 1 },
  { type: 'convolution', kernel: 3 },
  { type: 'convolution', kernel: 5 },
  { type: 'maxPooling', kernel: 1 },
  { type: 'maxPooling', kernel: 3 },
  { type: 'averagePooling', kernel: 1 },
  { type: 'averagePooling', kernel: 3 },
  { type: 'identity' },
] as const;
const MERGES = ['add', 'concat'] as const;

const predecessor = fc.nat(1000);
const draft = fc.oneof(
  { weight: 3, arbitrary: fc.record({ single: fc.constantFrom(...SINGLE), predecessor }) },
  { weight: 2, arbitrary: fc.record({ merge: fc.constantFrom(...MERGES), predecessor, other: predecessor }) },
);

/** Legal blocks as anybody may write them, with every layer type and kernel. */
export function randomBlocks(maxLayers: number): fc.Arbitrary<Block> {
  return fc.array(draft, { minLength: 1, maxLength: maxLayers }).map((drafts) =>
    createBlock(
      drafts.map((layer, position): Layer => {
        // Layer `position + 1` may read the input and the `position` layers before it.
        const index = layer.predecessor % (position + 1);
        return 'single' in layer
          ? { ...layer.single, predecessors: [index] }
          : { type: layer.merge, predecessors: [index, layer.other % (position + 1)] };
      }),
    ),
  );
}
