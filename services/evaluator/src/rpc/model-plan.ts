import type { EvaluatorMethods } from '@blockqnn/api';
import { invalidArgument, type FieldViolation } from '@blockqnn/rpc';
import { FULL_RECIPE, recipeSchema, trainingId } from '@blockqnn/training/recipes';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { networkPlan, type NetworkPlan } from './network-plan.js';

/** A request of TrainModel, validated and with every default filled in. */
export interface ModelPlan extends NetworkPlan {
  /** Of the training; follows from all else. */
  readonly id: string;
}

const RECIPES = { schema: recipeSchema, byDefault: FULL_RECIPE };

/** Throws INVALID_ARGUMENT with every violation of the request. */
export function modelPlan(
  request: EvaluatorMethods['trainModel']['request'],
  catalogue: DatasetCatalogue,
): ModelPlan {
  const violations: FieldViolation[] = [];
  const network = networkPlan(request, catalogue, RECIPES, violations);
  if (violations.length > 0 || !network) throw invalidArgument(violations);
  return { ...network, id: trainingId(network) };
}
