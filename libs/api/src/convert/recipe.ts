import type { Recipe } from '@blockqnn/training/recipes';
import type { Recipe as RecipeMessage, RecipeInput } from '../generated/blockqnn/domain/v1/Recipe.js';

export function recipeToProto(recipe: Recipe): RecipeInput {
  return recipe;
}

/** Unchecked: to be validated with `recipeSchema`. */
export function recipeFromProto(recipe: RecipeMessage): unknown {
  return recipe;
}
