import type { Recipe } from '@blockqnn/training/recipes';
import type { Recipe as RecipeMessage, RecipeInput } from '../generated/blockqnn/domain/v1/Recipe.js';

const OPTIMISERS = { adam: 'OPTIMISER_ADAM', sgd: 'OPTIMISER_SGD' } as const;

const SCHEDULES = {
  step: 'SCHEDULE_STEP',
  milestones: 'SCHEDULE_MILESTONES',
  cosine: 'SCHEDULE_COSINE',
} as const;

/** A recipe never changes, and stands in everything that is said of its search's trials. */
const messages = new WeakMap<Recipe, RecipeInput>();

/** The same object each time, not to be changed. */
export function recipeToProto(recipe: Recipe): RecipeInput {
  let message = messages.get(recipe);
  if (message === undefined) {
    message = Object.freeze({
      ...recipe,
      optimiser: OPTIMISERS[recipe.optimiser],
      schedule: SCHEDULES[recipe.schedule],
      decayMilestones: [...recipe.decayMilestones],
    });
    messages.set(recipe, message);
  }
  return message;
}

/** Unchecked: to be validated with `recipeSchema`, which knows what is meant where a field is left out. */
export function recipeFromProto(message: RecipeMessage): unknown {
  const { optimiser, schedule, decayFactor, decayEpochs, restartFactor, minCropArea, ...rest } = message;
  return {
    ...rest,
    optimiser: named(OPTIMISERS, optimiser, 'OPTIMISER_UNSPECIFIED'),
    schedule: named(SCHEDULES, schedule, 'SCHEDULE_UNSPECIFIED'),
    // 0 stands for a field that was left out.
    decayFactor: decayFactor === 0 ? undefined : decayFactor,
    decayEpochs: decayEpochs === 0 ? undefined : decayEpochs,
    restartFactor: restartFactor === 0 ? undefined : restartFactor,
    minCropArea: minCropArea === 0 ? undefined : minCropArea,
  };
}

/** The name of a value; undefined for the unspecified one; a value from a newer program stays, to be refused. */
function named(
  names: Readonly<Record<string, string>>,
  value: string | number,
  unspecified: string,
): unknown {
  if (value === unspecified) return undefined;
  return Object.entries(names).find(([, known]) => known === value)?.[0] ?? value;
}
