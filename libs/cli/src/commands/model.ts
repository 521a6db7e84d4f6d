import { stackFromProto, stackToProto, type ModelHeaderMessage } from '@blockqnn/api';
import { stackSchema } from '@blockqnn/network';
import { Command, Option } from 'commander';
import { BLOCK_HELP, chooseBlock, type BlockChoice } from '../block-choice.js';
import { print, printJson, type CliContext } from '../context.js';
import { showDownload } from '../download/show-download.js';
import { downloadModel } from '../download-model.js';
import { UsageError } from '../exit-code.js';
import { formatCount, formatShare } from '../format.js';
import { wholeNumber } from '../flag-values.js';
import { orItsTrainings } from '../its-trainings.js';
import { formatName, MODEL_FORMAT_NAMES, MODEL_FORMATS, type ModelFormatName } from '../model-formats.js';
import { MAX_SEED } from '../search-flags.js';
import { serviceOption, withService } from '../services.js';
import { chooseStack, isStackPreset, STACK_HELP, warnOfStack } from '../stack-choice.js';

interface ExportFlags {
  readonly out: string;
  readonly format: ModelFormatName;
  readonly stack?: string;
  readonly imageSize?: number;
  readonly channels: number;
  readonly classes?: number;
  readonly weights?: 'trained' | 'initialised';
  readonly trial?: string;
  readonly training?: string;
  readonly seed: number;
  readonly licence?: string;
  readonly json: boolean;
}

const WEIGHTS = { trained: 'WEIGHTS_STATE_TRAINED', initialised: 'WEIGHTS_STATE_INITIALISED' } as const;

const WAITING = {
  notice: 'The registry writes the model …',
  interrupted:
    'Interrupted before anything of the model came. The registry stops writing it, unless others wait for it too; the same command asks for it again.',
};

const FILES_NAMED = 3;

const EXAMPLES = `
Examples:
  blockqnn model export residual --stack cifar --image-size 32 --classes 10 --out resnet
  blockqnn model export 0123456789abcdef --format onnx --out my-model
  blockqnn model export conv3@0,conv3@1,add@2+0 --stack imagenet --image-size 224 --classes 1000 --format keras --out big
  blockqnn model export --training 00112233445566778899aabbccddeeff --format pytorch --licence Apache-2.0 --out mine

A connection that is lost is taken up again; what an interrupted run left in OUT.partial, too.
`;

/** `blockqnn model …`: networks to take away. */
export function modelCommand(context: CliContext): Command {
  const command = new Command('model').description('networks made of blocks, to take away');
  command.addCommand(exportModel(context));
  return command;
}

function exportModel(context: CliContext): Command {
  const command = new Command('export')
    .description('stack a block into a model and fetch it')
    .argument('[block]', `${BLOCK_HELP}; with --training it may be left out`)
    .requiredOption('--out <folder>', 'folder to make')
    .addOption(new Option('--format <format>', 'file format').choices(MODEL_FORMAT_NAMES).default('tfjs'))
    .option('--stack <stack>', `${STACK_HELP} (default: the one it was evaluated in)`)
    .option('--image-size <pixels>', 'side of the images, for a preset stack', wholeNumber(4, 1024))
    .option('--channels <n>', 'colour channels, for a preset stack', wholeNumber(1, 4), 3)
    .option('--classes <n>', 'classes, for a preset stack', wholeNumber(2, 100_000))
    .addOption(
      new Option('--weights <which>', 'default: trained where there are any').choices([
        'trained',
        'initialised',
      ]),
    )
    .option('--trial <name>', 'take the weights of this trial, as `blocks show` prints it')
    .option('--training <id>', 'take the weights of this full training, as `trainings list` prints it')
    .option('--seed <n>', 'seed of initialised weights', wholeNumber(0, MAX_SEED), 0)
    .option('--licence <spdx>', 'licence of the weights for the model card, for instance Apache-2.0')
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (id: string | undefined, flags: ExportFlags) => {
    checkFlags(id, flags);
    const stack = stackOf(flags);
    const choice: BlockChoice = id === undefined ? {} : chooseBlock(id);
    const request = {
      ...choice,
      format: MODEL_FORMATS[flags.format].message,
      seed: flags.seed,
      ...(stack ? { stack: stackToProto(stack) } : {}),
      ...(flags.weights ? { weights: WEIGHTS[flags.weights] } : {}),
      ...(flags.trial === undefined ? {} : { trial: flags.trial }),
      ...(flags.licence === undefined ? {} : { licence: flags.licence }),
      ...(flags.training === undefined
        ? {}
        : { training: `trainings/${flags.training.replace(/^trainings\//, '')}` }),
    };
    await withService('registry', command, async (registry) => {
      const { signal } = context;
      const options = { request, directory: flags.out, signal };
      const header = await showDownload(context, WAITING, (news) =>
        downloadModel(registry, { ...options, ...news }),
      ).catch(async (error: unknown) => {
        if (choice.block === undefined || flags.training !== undefined) throw error;
        throw await orItsTrainings(registry, choice.block, error, signal);
      });
      // The registry's own, where none was asked for; a later one may have what this program does not know.
      const built = header.stack && stackSchema.safeParse(stackFromProto(header.stack)).data;
      if (built) warnOfStack(context, built);
      if (flags.json) printJson(context, headerJson(header, flags.out));
      else print(context, formatHeader(header, flags.out));
    });
  });
}

function checkFlags(id: string | undefined, { training, trial, weights }: ExportFlags): void {
  if (training === undefined) {
    if (id === undefined) throw new UsageError('name a block, or a full training with --training');
    return;
  }
  if (trial !== undefined)
    throw new UsageError('--trial goes without --training: each has weights of its own');
  if (weights === 'initialised') {
    throw new UsageError('--weights initialised goes without --training, whose weights are trained');
  }
}

function stackOf({ stack, imageSize, channels, classes }: ExportFlags) {
  if (stack === undefined) {
    if (imageSize === undefined && classes === undefined) return undefined;
    throw new UsageError('--image-size and --classes go with --stack');
  }
  if (!isStackPreset(stack)) return chooseStack(stack, undefined);
  if (imageSize === undefined || classes === undefined) {
    throw new UsageError(`--stack ${stack} needs --image-size and --classes`);
  }
  return chooseStack(stack, { input: { height: imageSize, width: imageSize, channels }, classes });
}

const isTrained = (header: ModelHeaderMessage) => header.weights === 'WEIGHTS_STATE_TRAINED';

/** What a fetched model is, for people. */
export function formatHeader(header: ModelHeaderMessage, folder: string): string {
  const { stack, figures, files } = header;
  const input = stack?.input;
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return [
    `${folder}: ${listed(files.map(({ name }) => name))} (${formatCount(bytes)}B)`,
    `  input [${String(input?.height)}, ${String(input?.width)}, ${String(input?.channels)}] of pixels 0–255, output ${String(stack?.classes)} classes,` +
      ` ${formatCount(figures?.parameters ?? 0)} parameters, ${formatCount(figures?.flops ?? 0)} FLOPs`,
    isTrained(header)
      ? `  weights trained by ${header.trial || header.training} to ${formatShare(header.accuracy)} validation accuracy${testOf(header)}`
      : '  weights initialised, not trained: until they are, its answers mean nothing',
    ...loading(header, folder),
  ].join('\n');
}

function loading(header: ModelHeaderMessage, folder: string): string[] {
  const format = formatName(header);
  if (format === undefined) return [];
  const card = header.files.some(({ name }) => name === 'MODEL_CARD.md');
  return [
    `  load it with ${MODEL_FORMATS[format].load(folder)}`,
    ...(card ? [`  ${folder}/MODEL_CARD.md says what it is, and has a program that runs it`] : []),
  ];
}

/** What only a full training measures. */
function testOf({ training, testAccuracy }: ModelHeaderMessage): string {
  return training === '' ? '' : `, ${formatShare(testAccuracy)} test accuracy`;
}

/** The first few names, and how many more there are: a large model comes in a hundred shards. */
function listed(names: readonly string[]): string {
  const more = names.length - FILES_NAMED;
  if (more <= 1) return names.join(', ');
  return `${names.slice(0, FILES_NAMED).join(', ')} and ${String(more)} more files`;
}

function headerJson(header: ModelHeaderMessage, folder: string): Record<string, unknown> {
  return {
    folder,
    format: formatName(header),
    block: header.block?.name.replace('blocks/', ''),
    nsc: header.block?.nsc,
    stack: header.stack,
    ...header.figures,
    weights: isTrained(header) ? 'trained' : 'initialised',
    trial: header.trial === '' ? undefined : header.trial,
    training: header.training === '' ? undefined : header.training,
    accuracy: isTrained(header) ? header.accuracy : undefined,
    testAccuracy: header.training === '' ? undefined : header.testAccuracy,
    files: header.files,
  };
}
