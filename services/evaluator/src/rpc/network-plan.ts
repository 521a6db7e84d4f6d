import { recipeFromProto, stackFromProto, type EvaluatorMethods } from '@blockqnn/api';
import {
  DatasetError,
  formatDatasetReference,
  parseDatasetReference,
  shapeUnder,
  type DatasetReference,
} from '@blockqnn/datasets';
import { cifarStack, stackSchema, type Stack } from '@blockqnn/network';
import { canonicalBlock, NscError, parseBlock, type Block } from '@blockqnn/nsc';
import { violationsOf, type FieldViolation } from '@blockqnn/rpc';
import type { Recipe } from '@blockqnn/training/recipes';
import { z } from 'zod';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import type { DatasetInfo } from '../dataset-info.js';
import { stackMisfits } from '../stack-misfits.js';

/** A network to train and how, validated and with every default filled in. */
export interface NetworkPlan {
  /** Canonical. */
  readonly block: Block;
  /** Reference with options. */
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly seed: number;
}

/** What requests to train have in common. */
type Request = Pick<
  EvaluatorMethods['evaluateBlock']['request'],
  'nsc' | 'dataset' | 'stack' | 'recipe' | 'seed'
>;

/** Which recipes are taken, and which one where none is given. */
export interface RecipeChoice {
  readonly schema: z.ZodType<Recipe>;
  readonly byDefault: Recipe;
}

const seedSchema = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);

/** Undefined where anything is wrong; then all of it is added to the violations. */
export function networkPlan(
  request: Request,
  catalogue: DatasetCatalogue,
  recipes: RecipeChoice,
  violations: FieldViolation[],
): NetworkPlan | undefined {
  const block = blockOf(request.nsc, violations);
  const dataset = datasetOf(request.dataset, catalogue, violations);
  const recipe = request.recipe
    ? checked(recipes.schema, recipeFromProto(request.recipe), 'recipe', violations)
    : recipes.byDefault;
  const seed = checked(seedSchema, request.seed, 'seed', violations);
  let stack: Stack | undefined;
  if (request.stack) {
    stack = checked(stackSchema, stackFromProto(request.stack), 'stack', violations);
    if (stack && dataset) violations.push(...stackMisfits(stack, dataset.info));
  } else if (dataset) {
    stack = cifarStack({ input: dataset.info.shape, classes: dataset.info.classes });
  }
  if (!block || !dataset || !stack || !recipe || seed === undefined) return undefined;
  return { block, dataset: formatDatasetReference(dataset.reference), stack, recipe, seed };
}

/** The value in its narrower type; undefined, and violations, where it is not of it. */
export function checked<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  field: string,
  violations: FieldViolation[],
): z.infer<Schema> | undefined {
  const { data, error } = schema.safeParse(value);
  if (error) violations.push(...violationsOf(error, field));
  return data;
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
  text: string,
  catalogue: DatasetCatalogue,
  violations: FieldViolation[],
): { readonly reference: DatasetReference; readonly info: DatasetInfo } | undefined {
  try {
    const reference = parseDatasetReference(text);
    const { name } = reference;
    const found = catalogue.find(name);
    if (found === undefined) {
      const known = catalogue.all.map((each) => each.name).join(', ');
      violations.push({ field: 'dataset', description: `this evaluator has no "${name}"; it has: ${known}` });
      return undefined;
    }
    return { reference, info: { ...found, shape: shapeUnder(reference, found.kind, found.shape) } };
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    violations.push({ field: 'dataset', description: error.message });
    return undefined;
  }
}
