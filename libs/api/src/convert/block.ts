import { blockId, blockToTuples, canonicalBlock, density, formatBlock, type Block } from '@blockqnn/nsc';
import type { BlockInput } from '../generated/blockqnn/domain/v1/Block.js';
import { blockName } from '../resource-names.js';

/** By canonical block: one is sent when it is asked for, when its result comes in, and when that is broadcast. */
const messages = new WeakMap<Block, BlockInput>();

/** The block in canonical form; the same message each time, not to be changed. */
export function blockToProto(block: Block): BlockInput {
  const canonical = canonicalBlock(block);
  let message = messages.get(canonical);
  if (message === undefined) {
    message = canonicalToProto(canonical);
    messages.set(canonical, message);
  }
  return message;
}

function canonicalToProto(canonical: Block): BlockInput {
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
