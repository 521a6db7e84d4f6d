import {
  createBlock,
  LAYER_TYPES,
  legalKernels,
  predecessorCount,
  type Block,
  type Layer,
} from '@blockqnn/nsc';
import fc from 'fast-check';

const choice = fc.nat(1_000_000);
const draft = fc.record({
  type: fc.constantFrom(...LAYER_TYPES),
  kernel: choice,
  first: choice,
  second: choice,
});

/** Legal blocks as anybody may write them, with every layer type and kernel. */
export function randomBlocks(maxLayers: number): fc.Arbitrary<Block> {
  return fc.array(draft, { minLength: 1, maxLength: maxLayers }).map((drafts) =>
    createBlock(
      drafts.map(({ type, kernel, first, second }, position) => {
        const kernels = legalKernels(type);
        const predecessors = [first, second]
          .slice(0, predecessorCount(type))
          .map((each) => each % (position + 1));
        // createBlock checks it; the union of layers cannot be told from numbers.
        return { type, kernel: kernels[kernel % kernels.length], predecessors } as unknown as Layer;
      }),
    ),
  );
}
