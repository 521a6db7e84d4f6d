import { limitsFromProto, recipeFromProto, stackFromProto, type EvaluatorMethods } from '@blockqnn/api';
import { DatasetError, parseDatasetReference, shapeUnder } from '@blockqnn/datasets';
import { cifarStack, limitsSchema, stackSchema, type Limits, type Stack } from '@blockqnn/network';
import { canonicalBlock, NscError, parseBlock, type Block } from '@blockqnn/nsc';
import { invalidArgument, violationsOf, type FieldViolation } from '@blockqnn/rpc';
import { EARLY_STOP_RECIPE, searchRecipeSchema, type Recipe } from '@blockqnn/training/recipes';
import { z } from 'zod';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import type { DatasetInfo } from '../dataset-info.js';
import { stackMisfits } from '../stack-misfits.js';

/** A request of EvaluateBlock, validated and with every default filled in. */
export interface EvaluationPlan {
  /** Canonical. */
  readonly block: Block;
  /** Reference with options. */
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly limits: Limits;
  readonly seed: number;
}

type Request = EvaluatorMethods['evaluateBlock']['request'];

const seedSchema = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** Throws INVALID_ARGUMENT with every violation of the request. */
export function evaluationPlan(request: Request, catalogue: DatasetCatalogue): EvaluationPlan {
  const violations: FieldViolation[] = [];
  const checked = <Schema extends z.ZodType>(
    schema: Schema,
    value: unknown,
    field: string,
  ): z.infer<Schema> | undefined => {
    const { data, error } = schema.safeParse(value);
    if (error) violations.push(...violationsOf(error, field));
    return data;
  };
  const block = blockOf(request.nsc, violations);
  const dataset = datasetOf(request.dataset, catalogue, violations);
  const recipe = request.recipe
    ? checked(searchRecipeSchema, recipeFromProto(request.recipe), 'recipe')
    : EARLY_STOP_RECIPE;
  const limits = checked(limitsSchema, limitsFromProto(request.limits), 'limits');
  const seed = checked(seedSchema, request.seed, 'seed');
  let stack: Stack | undefined;
  if (request.stack) {
    stack = checked(stackSchema, stackFromProto(request.stack), 'stack');
    if (stack && dataset) violations.push(...stackMisfits(stack, dataset));
  } else if (dataset) {
    stack = cifarStack({ input: dataset.shape, classes: dataset.classes });
  }
  if (violations.length > 0 || !block || !stack || !recipe || !limits || seed === undefined) {
    throw invalidArgument(violations);
  }
  return { block, dataset: request.dataset, stack, recipe, limits, seed };
}

function blockOf(nsc: string, violations: FieldViolation[]): Block | undefined {
  try {
    return canonicalBlock(parseBlock(nsc));
  } catch (error) {
    if (!(error instanceof NscError)) throw error;
    violations.push({ field: 'nsc', description: error.message });
    return undefined;
  }
}

function datasetOf(
  reference: string,
  catalogue: DatasetCatalogue,
  violations: FieldViolation[],
): DatasetInfo | undefined {
  try {
    const parsed = parseDatasetReference(reference);
    const { name } = parsed;
    const dataset = catalogue.find(name);
    if (dataset === undefined) {
      const known = catalogue.all.map((each) => each.name).join(', ');
      violations.push({ field: 'dataset', description: `this evaluator has no "${name}"; it has: ${known}` });
      return undefined;
    }
    return { ...dataset, shape: shapeUnder(parsed, dataset.kind, dataset.shape) };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    violations.push({ field: 'dataset', description: error.message });
    return undefined;
  }
}
