import {
  durationToProto,
  limitsFromProto,
  limitsToProto,
  recipeFromProto,
  recipeToProto,
  stackFromProto,
  stackToProto,
  type SearchSpecInput,
} from '@blockqnn/api';
import { parseDatasetReference } from '@blockqnn/datasets';
import { limitsSchema, stackSchema } from '@blockqnn/network';
import { MAX_LAYERS } from '@blockqnn/nsc';
import { DEFAULT_REWARD_WEIGHTS, maxLayersForBudget, type StrategyKind } from '@blockqnn/search';
import { EARLY_STOP_RECIPE, searchRecipeSchema } from '@blockqnn/training/recipes';
import { z } from 'zod';
import type { Budget, SearchSpec } from '../domain/search.js';
import {
  durationField,
  lineField,
  numberField,
  optionalDurationField,
  wholeField,
} from './request-fields.js';

const DEFAULT_LEASE_MS = 60_000;
const DEFAULT_MAX_ATTEMPTS = 3;

const STRATEGIES = {
  STRATEGY_KIND_UNSPECIFIED: 'q-learning',
  STRATEGY_KIND_Q_LEARNING: 'q-learning',
  STRATEGY_KIND_RANDOM: 'random',
} as const satisfies Record<string, StrategyKind>;

const STRATEGY_KINDS = {
  'q-learning': 'STRATEGY_KIND_Q_LEARNING',
  random: 'STRATEGY_KIND_RANDOM',
} as const satisfies Record<StrategyKind, keyof typeof STRATEGIES>;

const strategyField = z
  .enum(
    Object.keys(STRATEGIES) as [keyof typeof STRATEGIES, ...(keyof typeof STRATEGIES)[]],
    `must be ${Object.values(STRATEGY_KINDS).join(' or ')}`,
  )
  .transform((kind): StrategyKind => STRATEGIES[kind]);

/** @param known Names of the datasets that searches may use; undefined: any. */
function datasetField(known: ReadonlySet<string> | undefined) {
  return z.string().superRefine((reference, context) => {
    try {
      const { name } = parseDatasetReference(reference);
      if (known === undefined || known.has(name)) return;
      context.addIssue({
        code: 'custom',
        message: `no evaluator here has the dataset '${name}'; known are ${[...known].join(', ')}`,
      });
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'is malformed' });
    }
  });
}

const LEASE_BOUNDS = { leastMs: 5000, mostMs: 24 * 3_600_000, text: 'from 5 s to 24 h' };

function specSchema(known: ReadonlySet<string> | undefined) {
  return z.object(
    {
      displayName: lineField(0, 100),
      strategy: strategyField,
      seed: wholeField(0, 2 ** 32 - 1),
      dataset: datasetField(known),
      stack: z.preprocess(
        (stack) => (stack === null ? undefined : stackFromProto(stack as never)),
        z.custom((stack) => stack !== undefined, 'is required').pipe(stackSchema),
      ),
      recipe: z.preprocess(
        (recipe) => (recipe === null ? EARLY_STOP_RECIPE : recipeFromProto(recipe as never)),
        searchRecipeSchema,
      ),
      rewardWeights: z
        .object({ mu: numberField(0, 100), rho: numberField(0, 100) })
        .nullable()
        .transform((weights) => weights ?? DEFAULT_REWARD_WEIGHTS),
      budget: z.object(
        {
          maxEvaluations: wholeField(1, 1_000_000),
          maxAttempts: wholeField(0, 100).transform((attempts) =>
            attempts === 0 ? DEFAULT_MAX_ATTEMPTS : attempts,
          ),
          maxTrialsInFlight: wholeField(0, 1_000_000).transform(unboundedIfZero),
          maxDuration: optionalDurationField({
            leastMs: 1000,
            mostMs: 366 * 24 * 3_600_000,
            text: 'from 1 s to 366 days',
          }),
          targetAccuracy: numberField(0, 1).transform(unboundedIfZero),
        },
        'is required',
      ),
      limits: z.preprocess((limits) => limitsFromProto(limits as never), limitsSchema),
      maxLayers: wholeField(0, MAX_LAYERS),
      leaseDuration: durationField(LEASE_BOUNDS, DEFAULT_LEASE_MS),
      medianStopping: z
        .object({
          minTrials: wholeField(0, 10_000).transform((count) => (count === 0 ? 10 : count)),
          minEpochs: wholeField(0, 4096).transform((count) => (count === 0 ? 2 : count)),
        })
        .nullable()
        .transform((rule) => rule ?? undefined),
    },
    'is required',
  );
}

/** Checks a specification and fills in the defaults. */
export function searchSpecField(known: ReadonlySet<string> | undefined) {
  return specSchema(known).transform(({ leaseDuration, maxLayers, budget, ...spec }): SearchSpec => ({
    ...spec,
    budget: budgetOf(budget),
    maxLayers: maxLayers === 0 ? maxLayersForBudget(budget.maxEvaluations) : maxLayers,
    leaseMs: leaseDuration,
  }));
}

/** In messages 0 stands for no bound. */
const unboundedIfZero = (value: number): number | undefined => (value === 0 ? undefined : value);

function budgetOf({
  maxDuration,
  ...budget
}: Omit<Budget, 'maxDurationMs'> & { maxDuration: number | undefined }): Budget {
  return { ...budget, maxDurationMs: maxDuration };
}

function budgetToProto({ maxDurationMs, ...budget }: Budget) {
  return {
    maxEvaluations: budget.maxEvaluations,
    maxAttempts: budget.maxAttempts,
    ...(budget.maxTrialsInFlight !== undefined && { maxTrialsInFlight: budget.maxTrialsInFlight }),
    ...(maxDurationMs !== undefined && { maxDuration: durationToProto(maxDurationMs) }),
    ...(budget.targetAccuracy !== undefined && { targetAccuracy: budget.targetAccuracy }),
  };
}

export function searchSpecToProto(spec: SearchSpec): SearchSpecInput {
  return {
    displayName: spec.displayName,
    strategy: STRATEGY_KINDS[spec.strategy],
    seed: spec.seed,
    dataset: spec.dataset,
    stack: stackToProto(spec.stack),
    recipe: recipeToProto(spec.recipe),
    rewardWeights: spec.rewardWeights,
    budget: budgetToProto(spec.budget),
    limits: limitsToProto(spec.limits),
    maxLayers: spec.maxLayers,
    leaseDuration: durationToProto(spec.leaseMs),
    ...(spec.medianStopping && { medianStopping: spec.medianStopping }),
  };
}
