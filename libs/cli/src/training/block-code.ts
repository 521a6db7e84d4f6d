import { parseBlockName } from '@blockqnn/api';
import { formatBlock, NscError, parseBlock, referenceNamed } from '@blockqnn/nsc';
import type { Command } from 'commander';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { withService } from '../services.js';

/** What {@link blockCode} understands, for help texts. */
export const BLOCK_HELP =
  'its code, for instance conv3@0,conv3@1,add@2+0, its name in the registry, or a reference block: `blockqnn blocks references` lists them';

/**
 * NSC text of a block that is given by it, by its name in the registry that the command's flags name, or by that of
 * a reference block. Throws {@link UsageError}.
 */
export async function blockCode(block: string, command: Command, context: CliContext): Promise<string> {
  const reference = referenceNamed(block);
  if (reference !== undefined) return formatBlock(reference.block);
  const name = /^[0-9a-f]{16}$/.test(block) ? `blocks/${block}` : block;
  if (parseBlockName(name) === undefined) {
    try {
      return formatBlock(parseBlock(block));
    } catch (error) {
      if (error instanceof NscError) throw new UsageError(`block: ${error.message}`);
      throw error;
    }
  }
  return await withService('registry', command, async (registry) => {
    const { summary } = await registry.getBlock({ name }, { signal: context.signal });
    return summary?.block?.nsc ?? '';
  });
}
