// Recipes and outcomes without any compute engine, for processes that never train (`@blockqnn/training/recipes`).
export {
  BUILT_IN_RECIPES,
  EARLY_STOP_RECIPE,
  FULL_RECIPE,
  IMAGENET_RECIPE,
  QUICK_RECIPE,
} from './built-in-recipes.js';
export { checkpointPlace, type CheckpointPlace, isFurther } from './checkpoint-place.js';
export { countEpochs, type EpochCount } from './epoch-count.js';
export type { Epoch, TrainingOutcome } from './outcome.js';
export { readRecipe } from './read-recipe.js';
export { type Recipe, type RecipeField, recipeFields, recipeSchema, searchRecipeSchema } from './recipe.js';
export { recipeJsonSchema } from './recipe-json-schema.js';
export { RecipeTextError } from './recipe-text.js';
export { epochsToJudge } from './training-progress.js';
export { trainingId, type TrainingSubject } from './training-identity.js';
