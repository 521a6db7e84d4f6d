import { blockName } from '@blockqnn/api';
import { blockId, REFERENCE_BLOCKS, referenceNamed } from '@blockqnn/nsc';
import { blockArgument, parseCode } from './block-argument.js';
import { UsageError } from './exit-code.js';

export const BLOCK_HELP =
  'its id, with or without "blocks/"; a reference block, for instance residual (`blocks references` lists them); or any code, for instance conv3@0,conv3@1,add@2+0';

/** A block as a request names it. */
export interface BlockChoice {
  /** `blocks/{block}`. */
  readonly block?: string;
  /** A code; one of the two is set. */
  readonly nsc?: string;
}

/** The block that a person typed: an id, the name of a reference block, or a code. Throws {@link UsageError}. */
export function chooseBlock(text: string): BlockChoice {
  const reference = referenceNamed(text.toLowerCase());
  if (reference) return { block: blockName(blockId(reference.block)) };
  if (/[@[]/.test(text)) {
    parseCode(text);
    return { nsc: text };
  }
  if (/^(blocks\/)?[0-9a-f]*$/i.test(text)) return { block: blockArgument(text) };
  const names = REFERENCE_BLOCKS.map(({ name }) => name).join(', ');
  throw new UsageError(
    `block ${JSON.stringify(text)}: must be an id, a code such as conv3@0,conv3@1,add@2+0, or the name of a reference block: ${names}`,
  );
}
