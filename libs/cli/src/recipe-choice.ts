import { EARLY_STOP_RECIPE, QUICK_RECIPE, recipeSchema, type Recipe } from '@blockqnn/training/recipes';
import { UsageError } from './exit-code.js';
import { faultOf, readJson } from './stack-choice.js';

const PRESETS: Readonly<Record<string, Recipe>> = { quick: QUICK_RECIPE, 'early-stop': EARLY_STOP_RECIPE };

export const RECIPE_HELP = 'quick, early-stop (the paper), or a JSON file with a recipe';

/** A preset or the recipe in a file, with the number of epochs replaced where one is given. Throws {@link UsageError}. */
export function chooseRecipe(choice: string, epochs: number | undefined): Recipe {
  const recipe = PRESETS[choice] ?? readRecipe(choice);
  return epochs === undefined ? recipe : { ...recipe, epochs };
}

function readRecipe(file: string): Recipe {
  const parsed = recipeSchema.safeParse(readJson(file, '--recipe'));
  if (parsed.success) return parsed.data;
  throw new UsageError(`--recipe ${file}: ${faultOf(parsed.error.issues, 'is no recipe')}`);
}
