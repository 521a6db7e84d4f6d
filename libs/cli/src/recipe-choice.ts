import {
  BUILT_IN_RECIPES,
  readRecipe,
  type Recipe,
  recipeSchema,
  RecipeTextError,
} from '@blockqnn/training/recipes';
import { UsageError } from './exit-code.js';
import { faultOf } from './stack-choice.js';

export const RECIPE_HELP = `${[...BUILT_IN_RECIPES.keys()].join(', ')}, or a YAML or JSON file with a recipe`;

/** A built-in recipe or that in a file, with the number of epochs replaced where one is given. Throws {@link UsageError}. */
export function chooseRecipe(choice: string, epochs: number | undefined): Recipe {
  const recipe = read(choice);
  if (epochs === undefined) return recipe;
  const { data, error } = recipeSchema.safeParse({ ...recipe, epochs });
  if (data) return data;
  throw new UsageError(
    `--epochs ${String(epochs)} with --recipe ${choice}: ${faultOf(error.issues, 'do not fit')}`,
  );
}

function read(choice: string): Recipe {
  try {
    return readRecipe(choice);
  } catch (error) {
    if (error instanceof RecipeTextError) throw new UsageError(`--recipe ${error.message}`);
    throw error;
  }
}
