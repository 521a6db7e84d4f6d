import type { Recipe } from './recipe.js';
import { EVALUATION_BATCH } from './run-epoch.js';

/** Images classified at once; no more than in a training step, so that measuring fits wherever training does. */
export function evaluationBatchSize({ batchSize }: Pick<Recipe, 'batchSize'>): number {
  return Math.min(EVALUATION_BATCH, batchSize);
}
