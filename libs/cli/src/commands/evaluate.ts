import {
  durationFromProto,
  epochFromProto,
  recipeToProto,
  stackToProto,
  type EvaluatorMethods,
} from '@blockqnn/api';
import { drawBlock, parseBlock, type Block } from '@blockqnn/nsc';
import { formatDatasetReference } from '@blockqnn/datasets';
import type { Client } from '@blockqnn/rpc';
import { countEpochs, type Recipe } from '@blockqnn/training/recipes';
import { Command } from 'commander';
import { print, printJson, type CliContext } from '../context.js';
import { epochText } from '../epoch-text.js';
import { evaluatorImages, START_MS } from '../evaluator-images.js';
import { formatCount, formatLoss, formatSeconds, formatShare } from '../format.js';
import { wholeNumber } from '../flag-values.js';
import { chooseRecipe, RECIPE_HELP } from '../recipe-choice.js';
import { datasetFlag, MAX_SEED } from '../search-flags.js';
import { stripPrefix } from '../strip-prefix.js';
import { serviceOption, withService } from '../services.js';
import { BLOCK_HELP } from '../block-choice.js';
import { blockCode } from '../training/block-code.js';
import { chooseStack, STACK_HELP } from '../stack-choice.js';

interface EvaluateFlags {
  readonly dataset: string;
  readonly stack: string;
  readonly recipe: string;
  readonly epochs?: number;
  readonly seed: number;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn evaluate conv3@0,conv3@1,add@2+0 --epochs 3
  blockqnn evaluate residual --dataset cifar10 --stack cifar --recipe early-stop
  blockqnn evaluate 0123456789abcdef --seed 1 --json

The accuracy is of images held out of the training set. Nothing is kept: \`blockqnn train\` keeps weights.
`;

/** A block that could be built and trained but has no accuracy: exit code 1. */
class EvaluationFailed extends Error {
  override readonly name = 'EvaluationFailed';
}

/** `blockqnn evaluate <block>`: trains one block on an evaluator and shows its curve. */
export function evaluateCommand(context: CliContext): Command {
  const command = new Command('evaluate')
    .description('train one block and measure its accuracy')
    .argument('<block>', BLOCK_HELP)
    .option('--dataset <name>', 'as the evaluator knows it, with ?limit=N for a subset', 'procedural')
    .option('--stack <stack>', STACK_HELP, 'small')
    .option('--recipe <recipe>', RECIPE_HELP, 'quick')
    .option('--epochs <n>', "epochs (default: the recipe's)", wholeNumber(1, 1000))
    .option('--seed <n>', 'weights and data order follow from it', wholeNumber(0, MAX_SEED), 0)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('evaluator'))
    .addOption(serviceOption('registry'))
    .addHelpText('after', EXAMPLES);
  return command.action(async (given: string, flags: EvaluateFlags) => {
    const nsc = await blockCode(given, command, context);
    const block = parseBlock(nsc);
    const dataset = datasetFlag(flags.dataset);
    await withService('evaluator', command, async (evaluator) => {
      const recipe = chooseRecipe(flags.recipe, flags.epochs);
      const images = await evaluatorImages(evaluator, dataset, {
        withinMs: START_MS,
        notice: (text) => context.stderr.write(`${text}\n`),
        signal: context.signal,
      });
      const request = {
        nsc,
        dataset: formatDatasetReference(dataset),
        stack: stackToProto(chooseStack(flags.stack, images)),
        recipe: recipeToProto(recipe),
        seed: flags.seed,
      };
      await run(context, evaluator, { block, recipe, request }, flags.json);
    });
  });
}

interface Evaluation {
  readonly block: Block;
  readonly recipe: Recipe;
  readonly request: EvaluatorMethods['evaluateBlock']['requestInput'];
}

async function run(
  context: CliContext,
  evaluator: Client<EvaluatorMethods>,
  { block, recipe, request }: Evaluation,
  json: boolean,
): Promise<void> {
  const say = (text: string) => {
    if (!json) print(context, text);
  };
  let started: unknown;
  const epochs: { readonly learningRate: number }[] = [];
  for await (const event of evaluator.evaluateBlock(request, { signal: context.signal })) {
    if (event.started) {
      const { block: canonical, figures } = event.started;
      started = { block: canonical?.name.replace('blocks/', ''), nsc: canonical?.nsc, ...figures };
      say(
        `${canonical?.name ?? ''}  ${formatCount(figures?.flops ?? 0)} FLOPs, ${formatCount(figures?.parameters ?? 0)} parameters\n\n` +
          `${drawBlock(block).trimEnd()}\n`,
      );
    }
    if (event.epoch) {
      const { loss, accuracy, trainingAccuracy } = event.epoch;
      epochs.push(event.epoch);
      const count = countEpochs(epochs, recipe);
      const seconds = (durationFromProto(event.epoch.duration) ?? 0) / 1000;
      say(
        `${epochText(count.done, count)}  loss ${formatLoss(loss)}  training ${formatShare(trainingAccuracy)}` +
          `  validation ${formatShare(accuracy)}  ${formatSeconds(seconds)}`,
      );
    }
    if (event.measurement) {
      const { accuracy, duration, device, restarts } = event.measurement;
      const seconds = (durationFromProto(duration) ?? 0) / 1000;
      if (json) {
        printJson(context, {
          ...(started as object),
          accuracy,
          epochs: event.measurement.epochs.map(epochFromProto),
          seconds,
          device,
          restarts,
        });
      }
      say(`\naccuracy ${formatShare(accuracy)} after ${formatSeconds(seconds)} on ${device}`);
    }
    if (event.failure) {
      throw new EvaluationFailed(
        `${stripPrefix(event.failure.reason, 'FAILURE_REASON_')}: ${event.failure.message}`,
      );
    }
  }
}
