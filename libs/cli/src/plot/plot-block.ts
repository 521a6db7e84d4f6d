import { NetworkError, type Stack } from '@blockqnn/network';
import {
  blockToDot,
  formatBlock,
  parseBlock,
  REFERENCE_BLOCKS,
  referenceNamed,
  type Block,
} from '@blockqnn/nsc';
import { Command } from 'commander';
import { blockArgument, parseCode } from '../block-argument.js';
import type { CliContext } from '../context.js';
import { UsageError } from '../exit-code.js';
import { wholeNumber } from '../flag-values.js';
import { counted } from '../format.js';
import { serviceOption, withService } from '../services.js';
import { chooseStack, isStackPreset, STACK_HELP } from '../stack-choice.js';
import { addFigureFlags, type FigureFlags } from './figure-flags.js';
import { makeFigure } from './make-figure.js';

interface Flags extends FigureFlags {
  readonly stack?: string;
  readonly imageSize?: number;
  readonly channels: number;
  readonly classes?: number;
}

/** What the presets are for. */
const PRESET_IMAGES = {
  small: { size: 32, classes: 10 },
  cifar: { size: 32, classes: 10 },
  imagenet: { size: 224, classes: 1000 },
} as const;

/** `blockqnn plot block`: a block's graph, and the network made of it. */
export function plotBlock(context: CliContext): Command {
  const command = addFigureFlags(
    new Command('block')
      .description("a block's graph; with --stack, the network made of it beside")
      .argument(
        '<block>',
        `its id, which the registry knows; its NSC code; or a reference block: ${REFERENCE_BLOCKS.map(({ name }) => name).join(', ')}`,
      ),
  )
    .option('--stack <stack>', `draw the network of this stack too: ${STACK_HELP}`)
    .option('--image-size <pixels>', 'side of the images, for a preset stack', wholeNumber(4, 1024))
    .option('--channels <n>', 'colour channels, for a preset stack', wholeNumber(1, 4), 3)
    .option('--classes <n>', 'classes, for a preset stack', wholeNumber(2, 100_000))
    .addOption(serviceOption('registry'));
  return command.action(async (argument: string, flags: Flags) => {
    const stack = stackOf(flags);
    await makeFigure(context, flags, async () => {
      const block = await findBlock(context, command, argument);
      return {
        data: { nsc: formatBlock(block), dot: blockToDot(block), stack },
        content: counted(block.layers.length, 'layer'),
        draw: async (plots, options) => {
          try {
            return await plots.drawBlockFigure({ block, ...(stack ? { stack } : {}) }, options);
          } catch (error) {
            if (error instanceof NetworkError) throw new UsageError(`--stack: ${error.message}`);
            throw error;
          }
        },
      };
    });
  });
}

async function findBlock(context: CliContext, command: Command, argument: string): Promise<Block> {
  const reference = referenceNamed(argument.toLowerCase());
  if (reference) return reference.block;
  if (/[@[]/.test(argument)) return parseCode(argument);
  const name = blockArgument(argument);
  return await withService('registry', command, async (registry) => {
    const { summary } = await registry.getBlock({ name }, { signal: context.signal });
    return parseBlock(summary?.block?.nsc ?? '');
  });
}

function stackOf({ stack, imageSize, channels, classes }: Flags): Stack | undefined {
  if (stack === undefined) {
    if (imageSize === undefined && classes === undefined) return undefined;
    throw new UsageError('--image-size and --classes go with --stack');
  }
  if (!isStackPreset(stack)) return chooseStack(stack, undefined);
  const side = imageSize ?? PRESET_IMAGES[stack].size;
  return chooseStack(stack, {
    input: { height: side, width: side, channels },
    classes: classes ?? PRESET_IMAGES[stack].classes,
  });
}
