import { formatBlock, parseBlock, referenceNamed } from '@blockqnn/nsc';
import type { Command } from 'commander';
import { chooseBlock } from '../block-choice.js';
import type { CliContext } from '../context.js';
import { withService } from '../services.js';

/**
 * NSC text of a block that is given by it, by its name in the registry that the command's flags name, or by that of
 * a reference block. Throws {@link UsageError}.
 */
export async function blockCode(block: string, command: Command, context: CliContext): Promise<string> {
  const reference = referenceNamed(block.toLowerCase());
  if (reference !== undefined) return formatBlock(reference.block);
  const { block: name, nsc } = chooseBlock(block);
  if (name === undefined) return formatBlock(parseBlock(nsc ?? ''));
  return await withService('registry', command, async (registry) => {
    const { summary } = await registry.getBlock({ name }, { signal: context.signal });
    return summary?.block?.nsc ?? '';
  });
}
