import { blockId, blockToTuples, canonicalBlock, density, formatBlock, type Block } from '@blockqnn/nsc';
import type { BlockInput } from '../generated/blockqnn/domain/v1/Block.js';
import { blockName } from '../resource-names.js';

/** The block in canonical form. */
export function blockToProto(block: Block): BlockInput {
  const canonical = canonicalBlock(block);
  return {
    name: blockName(blockId(canonical)),
    nsc: formatBlock(canonical),
    layers: blockToTuples(canonical).map(([index, type, kernel, pred1, pred2]) => ({
      index,
      type: type as 1 | 2 | 3 | 4 | 5 | 6 | 7,
      kernel,
      pred1,
      pred2,
    })),
    density: density(canonical),
  };
}
