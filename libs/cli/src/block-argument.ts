import { blockName, parseBlockName } from '@blockqnn/api';
import { blockId, NscError, parseBlock, referenceNamed, type Block } from '@blockqnn/nsc';
import { UsageError } from './exit-code.js';

/** `blocks/{id}` from what a person typed: an id, the name of a reference block, or a code. Throws {@link UsageError}. */
export function blockArgument(id: string): string {
  // Ids are hexadecimal, which some tools print in capitals.
  const lower = id.toLowerCase();
  const reference = referenceNamed(lower);
  if (reference) return blockName(blockId(reference.block));
  if (/[@[]/.test(id)) return blockName(blockId(parseCode(id)));
  const name = lower.startsWith('blocks/') ? lower : blockName(lower);
  if (parseBlockName(name) !== undefined) return name;
  throw new UsageError(
    `block ${JSON.stringify(id)}: an id is 16 hexadecimal digits, as \`blockqnn blocks best\` prints them, or a name that \`blockqnn blocks references\` does, or a code, for instance conv3@0,conv3@1,add@2+0`,
  );
}

/** Throws {@link UsageError}. */
export function parseCode(code: string): Block {
  try {
    return parseBlock(code);
  } catch (error) {
    if (!(error instanceof NscError)) throw error;
    throw new UsageError(`block: ${error.message}`);
  }
}
