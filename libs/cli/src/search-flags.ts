import {
  DATASET_DESCRIPTIONS,
  parseDatasetReference,
  formatDatasetReference,
  type DatasetReference,
} from '@blockqnn/datasets';
import { STRATEGY_KINDS, type StrategyKind } from '@blockqnn/search';
import { durationToProto, recipeToProto, stackToProto, type SearchSpecInput } from '@blockqnn/api';
import type { Stack } from '@blockqnn/network';
import { Option, type Command } from 'commander';
import { addBudgetFlags, budgetOf, medianStoppingOf, type BudgetFlags } from './budget-flags.js';
import { UsageError } from './exit-code.js';
import { amount, decimalNumber, wholeNumber } from './flag-values.js';
import { chooseRecipe, RECIPE_HELP } from './recipe-choice.js';
import { chooseStack, STACK_HELP } from './stack-choice.js';

/** Flags that describe a search, the same for `search create` and for `npm start`. */
export interface SearchFlags extends BudgetFlags {
  readonly blocks: number;
  readonly strategy: StrategyKind;
  readonly seed?: number;
  readonly epochs?: number;
  readonly stack: string;
  readonly recipe: string;
  readonly maxLayers?: number;
  readonly maxFlops?: number;
  readonly maxParameters?: number;
  readonly maxActivationBytes?: number;
  readonly mu: number;
  readonly rho: number;
  readonly name?: string;
}

export const STRATEGIES = {
  'q-learning': 'STRATEGY_KIND_Q_LEARNING',
  random: 'STRATEGY_KIND_RANDOM',
} as const satisfies Record<StrategyKind, string>;

export const MAX_SEED = 2 ** 32 - 1;

export function addSearchFlags(command: Command): Command {
  command
    .option('--blocks <n>', 'blocks to evaluate', wholeNumber(1, 1_000_000), 24)
    .addOption(
      new Option('--strategy <name>', 'who proposes blocks')
        .choices([...STRATEGY_KINDS])
        .default('q-learning'),
    )
    .option('--seed <n>', 'all random decisions follow from it', wholeNumber(0, MAX_SEED))
    .option('--epochs <n>', "epochs for each block (default: the recipe's)", wholeNumber(1, 1000))
    .option('--stack <stack>', STACK_HELP, 'small')
    .option('--recipe <recipe>', RECIPE_HELP, 'quick')
    .option('--max-layers <n>', 'layers in a block (default: by the budget)', wholeNumber(1, 23))
    .option('--max-flops <n>', 'leave out blocks whose network costs more, for instance 50M', amount)
    .option('--max-parameters <n>', 'leave out blocks whose network has more', amount)
    .option('--max-activation-bytes <n>', 'leave out blocks whose network keeps more for one image', amount)
    .option('--mu <x>', 'weight of ln(FLOPs / 10^6) in the reward', decimalNumber(0, 100), 1)
    .option('--rho <x>', 'weight of ln(density) in the reward', decimalNumber(0, 100), 8)
    .option('--name <text>', 'name for people');
  return addBudgetFlags(command);
}

/** Which images a dataset of a known name has; undefined for any other name. */
export function knownImages(reference: DatasetReference): Pick<Stack, 'input' | 'classes'> | undefined {
  const description = Object.entries(DATASET_DESCRIPTIONS).find(([kind]) => kind === reference.name)?.[1];
  return description && { input: description.shape, classes: description.classes };
}

/** What CreateSearch takes, from flags. Throws {@link UsageError}. */
export function searchSpec(
  flags: SearchFlags,
  dataset: DatasetReference,
  images: Pick<Stack, 'input' | 'classes'> | undefined,
  leaseSeconds?: number,
): SearchSpecInput {
  return {
    displayName: flags.name ?? '',
    strategy: STRATEGIES[flags.strategy],
    seed: flags.seed ?? 0,
    dataset: formatDatasetReference(dataset),
    stack: stackToProto(chooseStack(flags.stack, images)),
    recipe: recipeToProto(chooseRecipe(flags.recipe, flags.epochs)),
    rewardWeights: { mu: flags.mu, rho: flags.rho },
    budget: { maxEvaluations: flags.blocks, ...budgetOf(flags) },
    ...medianStoppingOf(flags),
    limits: {
      maxFlops: flags.maxFlops ?? 0,
      maxParameters: flags.maxParameters ?? 0,
      maxActivationBytes: flags.maxActivationBytes ?? 0,
    },
    maxLayers: flags.maxLayers ?? 0,
    ...(leaseSeconds === undefined ? {} : { leaseDuration: durationToProto(leaseSeconds * 1000) }),
  };
}

/** `cifar10?limit=2000`. Throws {@link UsageError}. */
export function datasetFlag(text: string): DatasetReference {
  try {
    return parseDatasetReference(text);
  } catch (error) {
    throw new UsageError(`--dataset ${text}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
