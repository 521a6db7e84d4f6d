import {
  blockName,
  recipeToProto,
  stackToProto,
  type EvaluationMessage,
  type EvaluatorMethods,
} from '@blockqnn/api';
import { formatDatasetReference, type DatasetChoice } from '@blockqnn/datasets';
import {
  blockId,
  formatBlock,
  parseBlock,
  referenceNamed,
  REFERENCE_BLOCKS,
  type ReferenceBlock,
} from '@blockqnn/nsc';
import { RpcError, type Client } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { Command, Option } from 'commander';
import { connectionOf } from '../connection-flags.js';
import { print, printJson, type CliContext } from '../context.js';
import { evaluatorImages, START_MS } from '../evaluator-images.js';
import { UsageError } from '../exit-code.js';
import { decimalNumber, wholeNumber } from '../flag-values.js';
import { formatCount } from '../format.js';
import { chooseRecipe, RECIPE_HELP } from '../recipe-choice.js';
import { MAX_SEED } from '../search-flags.js';
import { serviceOption, withService, withServiceAt } from '../services.js';
import { chooseStack, STACK_HELP, warnOfStack } from '../stack-choice.js';
import { BLOCK_HELP } from '../block-choice.js';
import { blockCode } from '../training/block-code.js';
import type { StartLocalEvaluator } from '../training/local-evaluator.js';
import { showTraining } from '../training/show-training.js';
import { transferImages } from '../transfer/transfer-images.js';
import { planTransfer, type PlannedNetwork } from '../transfer/transfer-plan.js';
import {
  fewImagesWarning,
  formatTransfer,
  transferJson,
  type TransferredNetwork,
} from '../transfer/transfer-report.js';
import { tableWidth } from '../table-width.js';

interface TransferFlags {
  readonly dataset: string;
  readonly stack: string;
  readonly width: number;
  readonly repeats?: number;
  readonly recipe: string;
  readonly epochs?: number;
  readonly seed: number;
  /** False: `--no-against`. */
  readonly against: string | false;
  readonly engine?: 'wasm' | 'native';
  readonly out?: string;
  readonly registry: string;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn transfer 0123456789abcdef --dataset 'imagefolder:path/to/imagenette?size=64' --stack imagenet
  blockqnn transfer 0123456789abcdef --dataset imagenet --evaluator gpu-1:50052 --recipe imagenet
  blockqnn transfer 0123456789abcdef --dataset 'imagefolder:flowers?size=128' --width 0.25 --repeats 1 --epochs 30

The block is stacked for the larger images and trained in full, and so is a reference block that costs as many
FLOPs, with the same recipe and seed. Images by their folder are trained on in this command, those by their name on
an evaluator. Both results go to the registry, beside what the block reached in its search. Interrupted, the same
command goes on where it stopped.
`;

/** `blockqnn transfer <block>`: whether a block found on small images carries over to larger ones. */
export function transferCommand(context: CliContext, startLocal: StartLocalEvaluator): Command {
  const command = new Command('transfer')
    .description('train a block on larger images in a larger stack, beside a reference block of equal FLOPs')
    .argument('<block>', BLOCK_HELP)
    .requiredOption(
      '--dataset <images>',
      'a name that the evaluator knows, or imagefolder:DIR, NAME=imagefolder:DIR, cifar10:DIR, cifar100:DIR; ?size=PIXELS scales image folders, ?limit=N takes a part',
    )
    .option('--stack <stack>', STACK_HELP, 'imagenet')
    .option('--width <factor>', 'on all filters of the stack', decimalNumber(0.01, 16), 1)
    .option('--repeats <n>', "of the block in each stage (default: the stack's)", wholeNumber(1, 64))
    .option('--recipe <recipe>', RECIPE_HELP, 'imagenet')
    .option('--epochs <n>', "epochs (default: the recipe's)", wholeNumber(1, 1000))
    .option('--seed <n>', 'weights and data order follow from it', wholeNumber(0, MAX_SEED), 0)
    .option('--against <reference>', 'reference block to compare with', 'residual')
    .option('--no-against', 'compare with nothing')
    .addOption(
      new Option('--engine <engine>', 'for images by their folder: what computes').choices([
        'wasm',
        'native',
      ]),
    )
    .option('--out <folder>', 'for images by their folder: where checkpoints lie (default: .blockqnn)')
    .option('--json', 'print the result as JSON', false)
    .addOption(serviceOption('evaluator'))
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (block: string, flags: TransferFlags) => {
    const dataset = transferImages(flags);
    const recipe = chooseRecipe(flags.recipe, flags.epochs);
    const reference = referenceOf(flags);
    const nsc = await blockCode(block, command, context);
    const source = await smallEvaluation(nsc, command, context);
    const transfer = async (evaluator: Client<EvaluatorMethods>): Promise<readonly TransferredNetwork[]> => {
      const images = await evaluatorImages(evaluator, dataset.reference, {
        withinMs: START_MS,
        notice: (text) => context.stderr.write(`${text}\n`),
        signal: context.signal,
      });
      const { width, repeats } = flags;
      const stack = chooseStack(flags.stack, images);
      const plan = planTransfer({ nsc, stack, width, repeats, reference });
      warnOfStack(context, stack);
      const trained: TransferredNetwork[] = [];
      for (const network of plan) {
        context.stderr.write(`${headline(network)}\n`);
        const followed = await showTraining({
          evaluator,
          request: {
            nsc: formatBlock(network.block),
            dataset: formatDatasetReference(dataset.reference),
            stack: stackToProto(network.stack),
            recipe: recipeToProto(recipe),
            seed: flags.seed,
          },
          wait: true,
          seen: { name: '', trains: false },
          context,
        });
        trained.push({ ...network, ...followed });
      }
      return trained;
    };
    const networks = await (dataset.source === undefined
      ? withService('evaluator', command, transfer)
      : onThisMachine(dataset, flags, command, context, startLocal, transfer));
    for (const { label, registered, training } of networks) {
      if (registered) continue;
      context.stderr.write(
        `warning: the registry does not have ${training.name} (${label}) yet; the same command hands it in once it answers\n`,
      );
    }
    const few = fewImagesWarning(networks);
    if (few !== undefined) context.stderr.write(`warning: ${few}\n`);
    if (flags.json) printJson(context, transferJson(networks, source));
    else print(context, `\n${formatTransfer(networks, source, tableWidth(context))}`);
  });
}

function referenceOf({ against }: TransferFlags): ReferenceBlock | undefined {
  if (against === false) return undefined;
  const reference = referenceNamed(against);
  if (reference !== undefined) return reference;
  throw new UsageError(
    `--against ${against}: there is no such reference block; there are ${REFERENCE_BLOCKS.map(({ name }) => name).join(', ')}`,
  );
}

/** The best evaluation that the registry has of the block; undefined where it has none. */
async function smallEvaluation(
  nsc: string,
  command: Command,
  { signal }: CliContext,
): Promise<EvaluationMessage | undefined> {
  const name = blockName(blockId(parseBlock(nsc)));
  return await withService('registry', command, async (registry) => {
    try {
      const { summary } = await registry.getBlock({ name }, { signal });
      return summary?.bestEvaluation ?? undefined;
    } catch (error) {
      if (error instanceof RpcError && error.code === status.NOT_FOUND) return undefined;
      throw error;
    }
  });
}

function headline({ label, figures, stack }: PlannedNetwork): string {
  const { height, width } = stack.input;
  return `\n${label}: ${formatCount(figures.parameters)} parameters, ${formatCount(figures.flops)} FLOPs at ${String(height)}×${String(width)} pixels`;
}

/** With an evaluator of this command's own, which ends with it. */
async function onThisMachine<Result>(
  { source }: DatasetChoice,
  { engine, out, registry }: TransferFlags,
  command: Command,
  context: CliContext,
  startLocal: StartLocalEvaluator,
  work: (evaluator: Client<EvaluatorMethods>) => Promise<Result>,
): Promise<Result> {
  context.stderr.write('Starting an evaluator on this machine …\n');
  const local = await startLocal({
    stateDir: out,
    datasets: source ? [source] : [],
    engine,
    registryAddress: registry,
    connection: connectionOf(command),
    signal: context.signal,
  });
  try {
    return await withServiceAt('evaluator', local.address, work);
  } finally {
    if (context.signal.aborted) {
      context.stderr.write('Interrupted; the checkpoint is kept, and the same command goes on …\n');
    }
    await local[Symbol.asyncDispose]();
  }
}
