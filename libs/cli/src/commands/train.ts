import { dirname, join } from 'node:path';
import { recipeToProto, stackToProto, type EvaluatorMethods } from '@blockqnn/api';
import { formatDatasetReference, parseDatasetChoice, type DatasetChoice } from '@blockqnn/datasets';
import type { Client, ClientConnection } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { connectionOf } from '../connection-flags.js';
import { evaluatorImages, START_MS } from '../evaluator-images.js';
import { UsageError } from '../exit-code.js';
import { wholeNumber } from '../flag-values.js';
import { chooseRecipe, RECIPE_HELP } from '../recipe-choice.js';
import { datasetFlag, MAX_SEED } from '../search-flags.js';
import { serviceOption, withService, withServiceAt } from '../services.js';
import { chooseStack, STACK_HELP, warnOfStack } from '../stack-choice.js';
import { BLOCK_HELP } from '../block-choice.js';
import { blockCode } from '../training/block-code.js';
import type { FollowedTraining } from '../training/follow-training.js';
import type { LocalEvaluatorOptions, StartLocalEvaluator } from '../training/local-evaluator.js';
import { checkLocalName, doneBefore, keptLine, timeOf, warnOfSilence } from '../training/local-training.js';
import { showTraining, type SeenTraining } from '../training/show-training.js';
import { formatTraining, trainingJson } from '../training/training-report.js';

interface TrainFlags {
  readonly dataset: string;
  readonly stack: string;
  readonly recipe: string;
  readonly epochs?: number;
  readonly seed: number;
  readonly restart: boolean;
  readonly wait: boolean;
  readonly local: boolean;
  readonly out?: string;
  readonly engine?: 'wasm' | 'native';
  readonly registry?: string;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn train conv3@0,conv3@1,add@2+0 --stack small --recipe early-stop
  blockqnn train blocks/0123456789abcdef --dataset cifar10 --recipe full --evaluator gpu-1:50052
  blockqnn train conv3@0 --local --dataset 'cifar10:path/to/cifar-10-batches-bin' --epochs 30
  blockqnn train conv3@0 --local --dataset 'flowers=imagefolder:flowers?size=64' --recipe my.yaml

Without --local an evaluator trains, by default the one that npm start runs. Ctrl-C keeps the checkpoint, and
so does an evaluator that is stopped, killed or loses its power: the same command goes on there. The weights
of the best epoch go to the registry that the evaluator has.
`;

/** `blockqnn train <block>`: trains a block's network in full and shows how it goes. */
export function trainCommand(context: CliContext, startLocal: StartLocalEvaluator): Command {
  const command = new Command('train')
    .description('train a block in full and keep the weights of its best epoch')
    .argument('<block>', BLOCK_HELP)
    .option(
      '--dataset <name>',
      'as the evaluator knows it; with --local also cifar10:DIR, cifar100:DIR or NAME=imagefolder:DIR; ?limit=N for a subset, ?size=PIXELS for image folders',
      'procedural',
    )
    .option('--stack <stack>', STACK_HELP, 'cifar')
    .option('--recipe <recipe>', RECIPE_HELP, 'full')
    .option('--epochs <n>', "epochs (default: the recipe's)", wholeNumber(1, 1000))
    .option('--seed <n>', 'weights and data order follow from it', wholeNumber(0, MAX_SEED), 0)
    .option('--restart', 'throw the checkpoint away and begin anew', false)
    .option('--no-wait', 'give up at once where the evaluator is busy or goes away')
    .option('--local', 'train in this command, on this machine, without any service', false)
    .option('--out <folder>', 'with --local: folder of checkpoints and weights (default: .blockqnn)')
    .addOption(new Option('--engine <engine>', 'with --local: what computes').choices(['wasm', 'native']))
    .option('--json', 'print the result as JSON', false)
    .addOption(serviceOption('evaluator'))
    .addOption(
      new Option(
        '--registry <host:port>',
        'address of the registry, for blocks by name; with --local the weights go there too',
      ).env('BLOCKQNN_REGISTRY_ADDRESS'),
    )
    .addHelpText('after', EXAMPLES);
  return command.action(async (block: string, flags: TrainFlags) => {
    checkFlags(flags, command);
    const dataset = datasetOf(flags);
    // What is wrong with a file is told before anything is started.
    const recipe = chooseRecipe(flags.recipe, flags.epochs);
    const nsc = await blockCode(block, command, context);
    const seen: SeenTraining = { name: '', trains: false };
    const train = async (evaluator: Client<EvaluatorMethods>): Promise<FollowedTraining> => {
      const images = await evaluatorImages(evaluator, dataset.reference, {
        withinMs: flags.wait ? START_MS : 0,
        notice: (text) => context.stderr.write(`${text}\n`),
        signal: context.signal,
      });
      const stack = chooseStack(flags.stack, images);
      warnOfStack(context, stack);
      const request = {
        nsc,
        dataset: formatDatasetReference(dataset.reference),
        stack: stackToProto(stack),
        recipe: recipeToProto(recipe),
        seed: flags.seed,
        restart: flags.restart,
      };
      return await showTraining({ evaluator, request, wait: flags.wait, seen, context });
    };
    if (!flags.local) {
      const followed = await withService('evaluator', command, train).finally(() => {
        if (!context.signal.aborted) return;
        context.stderr.write(
          'Interrupted; the evaluator keeps the checkpoint, and the same command goes on.\n',
        );
      });
      if (!seen.trains) context.stderr.write(doneBefore(undefined));
      report(context, followed, flags, followed.registered ? undefined : 'with the evaluator');
      return;
    }
    if (dataset.source === undefined) checkLocalName(dataset.reference.name, context.env);
    context.stderr.write('Starting an evaluator on this machine …\n');
    if (flags.registry !== undefined && flags.registry !== '') {
      await warnOfSilence(flags.registry, connectionOf(command), context);
    }
    const local = await startLocal(localOptions(flags, dataset, connectionOf(command), context.signal));
    try {
      const followed = await withServiceAt('evaluator', local.address, train);
      const folder = join(local.stateDir, followed.training.name);
      if (!seen.trains) context.stderr.write(doneBefore(await timeOf(join(folder, 'result.json'))));
      report(context, followed, flags, followed.registered ? undefined : join(folder, 'weights.safetensors'));
    } finally {
      if (context.signal.aborted) {
        context.stderr.write('Interrupted; ending the step under way first (Ctrl-C again: at once) …\n');
      }
      await local[Symbol.asyncDispose]();
      if (context.signal.aborted) context.stderr.write(await keptLine(local, seen.name));
    }
  });
}

function checkFlags({ local, out, engine }: TrainFlags, command: Command): void {
  if (local) {
    for (const flag of ['evaluator', 'wait'] as const) {
      if (command.getOptionValueSource(flag) !== 'cli') continue;
      throw new UsageError(
        `${flag === 'wait' ? '--no-wait' : '--evaluator'} goes without --local, which starts an evaluator of its own`,
      );
    }
    return;
  }
  if (out !== undefined)
    throw new UsageError('--out goes with --local; an evaluator keeps its checkpoints itself');
  if (engine !== undefined) throw new UsageError('--engine goes with --local; an evaluator has its own');
}

function datasetOf({ dataset, local }: TrainFlags): DatasetChoice {
  // A folder on this machine means nothing to an evaluator elsewhere.
  if (!dataset.split('?')[0]?.includes(':')) return { reference: datasetFlag(dataset) };
  if (!local) {
    throw new UsageError(
      `--dataset ${dataset}: a folder goes with --local; name a dataset of the evaluator's BLOCKQNN_DATASETS`,
    );
  }
  try {
    return parseDatasetChoice(dataset);
  } catch (error) {
    throw new UsageError(`--dataset ${dataset}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function localOptions(
  { out, engine, registry }: TrainFlags,
  { source }: DatasetChoice,
  connection: ClientConnection,
  signal: AbortSignal,
): LocalEvaluatorOptions {
  return {
    stateDir: out,
    datasets: source ? [source] : [],
    engine,
    registryAddress: registry === '' ? undefined : registry,
    connection,
    signal,
  };
}

/** @param place - of the weights, where the registry does not have them */
function report(
  context: CliContext,
  { training, registered, notes }: FollowedTraining,
  { json, local, registry }: TrainFlags,
  place: string | undefined,
): void {
  const expected = local && registry !== undefined && registry !== '';
  if (expected && place !== undefined) {
    context.stderr.write(
      `warning: not handed in to the registry at ${registry}; result and weights are kept in ${dirname(place)}, and the same command hands them in once it answers\n`,
    );
  }
  if (json) {
    printJson(context, { ...trainingJson(training, registered), weights: place, notes });
    return;
  }
  print(context, `\n${formatTraining(training, place ?? 'in the registry', notes)}`);
  if (place !== undefined) {
    if (!local || expected) return;
    print(
      context,
      `\nAs a model: the same command with --registry HOST:PORT (npm start has one at 127.0.0.1:50053) hands the result in, and says how to export it.`,
    );
    return;
  }
  const block = (training.block?.name ?? '').replace('blocks/', '');
  const at = registry === undefined ? '' : ` --registry ${registry}`;
  print(
    context,
    `\nAs a model:\n  npx blockqnn model export ${block} --training ${training.name.replace('trainings/', '')} --out model-${block}${at}`,
  );
}
