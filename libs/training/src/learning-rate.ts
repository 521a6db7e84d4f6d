import type { Recipe } from './recipe.js';

/**
 * Step size of an epoch: multiplied by `decayFactor` after every `decayEpochs`, and by `restartFactor`
 * for every restart so far.
 *
 * @param epoch - counted from 1 at the last (re)start
 */
export function learningRateAt(recipe: Recipe, epoch: number, restarts: number): number {
  const decays = Math.floor((epoch - 1) / recipe.decayEpochs);
  return recipe.learningRate * recipe.restartFactor ** restarts * recipe.decayFactor ** decays;
}
