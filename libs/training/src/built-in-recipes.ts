import { readFileSync } from 'node:fs';
import type { Recipe } from './recipe.js';
import { parseRecipe } from './recipe-text.js';

/** Beside the folder of this file, whether that holds sources or what is compiled. */
const FOLDER = new URL('../recipes/', import.meta.url);

/** The paper's early-stop recipe (training details). */
export const EARLY_STOP_RECIPE = readBuiltIn('early-stop');
/** For small images on a CPU. */
export const QUICK_RECIPE = readBuiltIn('quick');
/** The paper's full training on CIFAR. */
export const FULL_RECIPE = readBuiltIn('full');
/** The paper's training on ImageNet, from an image folder. */
export const IMAGENET_RECIPE = readBuiltIn('imagenet');

/** By the names that `base` and `--recipe` take. */
export const BUILT_IN_RECIPES: ReadonlyMap<string, Recipe> = new Map([
  ['quick', QUICK_RECIPE],
  ['early-stop', EARLY_STOP_RECIPE],
  ['full', FULL_RECIPE],
  ['imagenet', IMAGENET_RECIPE],
  ['modern', readBuiltIn('modern')],
]);

function readBuiltIn(name: string): Recipe {
  const file = new URL(`${name}.yaml`, FOLDER);
  return parseRecipe(readFileSync(file, 'utf8'), { source: `recipe ${name}`, bases: new Map() });
}
