import type { SearchMessage } from '@blockqnn/api';
import { stripPrefix } from './strip-prefix.js';

type RecipeMessage = NonNullable<NonNullable<SearchMessage['spec']>['recipe']>;

/** A recipe for programs, with its words as recipe files have them. */
export function recipeJson(recipe: RecipeMessage): Record<string, unknown> {
  return {
    ...recipe,
    optimiser: stripPrefix(recipe.optimiser, 'OPTIMISER_'),
    schedule: stripPrefix(recipe.schedule, 'SCHEDULE_'),
  };
}

/** A recipe for people, in short. */
export function recipeText(recipe: RecipeMessage): string {
  const { epochs, batchSize, optimiser, learningRate, schedule } = recipe;
  return (
    `${String(epochs)} epoch${epochs === 1 ? '' : 's'} of batches of ${String(batchSize)},` +
    ` ${stripPrefix(optimiser, 'OPTIMISER_')}, learning rate ${String(learningRate)} (${stripPrefix(schedule, 'SCHEDULE_')})`
  );
}
