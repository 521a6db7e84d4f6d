// Recipes and outcomes without any compute engine, for processes that never train (`@blockqnn/training/recipes`).
export type { Epoch, TrainingOutcome } from './outcome.js';
export { EARLY_STOP_RECIPE, QUICK_RECIPE, recipeSchema, searchRecipeSchema, type Recipe } from './recipe.js';
