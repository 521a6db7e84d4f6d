import { limitsFromProto, type EvaluatorMethods } from '@blockqnn/api';
import { limitsSchema, type Limits } from '@blockqnn/network';
import { invalidArgument, type FieldViolation } from '@blockqnn/rpc';
import { EARLY_STOP_RECIPE, searchRecipeSchema } from '@blockqnn/training/recipes';
import type { DatasetCatalogue } from '../dataset-catalogue.js';
import { checked, networkPlan, type NetworkPlan } from './network-plan.js';

/** A request of EvaluateBlock, validated and with every default filled in. */
export interface EvaluationPlan extends NetworkPlan {
  readonly limits: Limits;
}

const RECIPES = { schema: searchRecipeSchema, byDefault: EARLY_STOP_RECIPE };

/** Throws INVALID_ARGUMENT with every violation of the request. */
export function evaluationPlan(
  request: EvaluatorMethods['evaluateBlock']['request'],
  catalogue: DatasetCatalogue,
): EvaluationPlan {
  const violations: FieldViolation[] = [];
  const network = networkPlan(request, catalogue, RECIPES, violations);
  const limits = checked(limitsSchema, limitsFromProto(request.limits), 'limits', violations);
  if (violations.length > 0 || !network || !limits) throw invalidArgument(violations);
  return { ...network, limits };
}
