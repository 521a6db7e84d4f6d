import { blockName, parseBlockName } from '@blockqnn/api';
import { blockId, referenceNamed } from '@blockqnn/nsc';
import { UsageError } from './exit-code.js';

/** `blocks/{id}` from what a person typed, which may be the name of a reference block. Throws {@link UsageError}. */
export function blockArgument(id: string): string {
  // Ids are hexadecimal, which some tools print in capitals.
  const lower = id.toLowerCase();
  const reference = referenceNamed(lower);
  if (reference) return blockName(blockId(reference.block));
  const name = lower.startsWith('blocks/') ? lower : blockName(lower);
  if (parseBlockName(name) !== undefined) return name;
  throw new UsageError(
    `block ${JSON.stringify(id)}: an id is 16 hexadecimal digits, as \`blockqnn blocks best\` prints them, or a name that \`blockqnn blocks references\` does`,
  );
}
