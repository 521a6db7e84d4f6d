import type { Recipe } from './recipe.js';

/**
 * Step size at a point of the training: that of the recipe's schedule, smaller while it warms up, times
 * `restartFactor` for every restart so far.
 *
 * @param progress - epochs since the last (re)start, fractions within an epoch: 0 at the first step
 * @param step - length of the step in epochs; while it warms up a step's end counts, so that none has rate 0
 */
export function learningRateAt(recipe: Recipe, progress: number, restarts: number, step = 0): number {
  const { learningRate, restartFactor, warmupEpochs } = recipe;
  const warmth = progress + step < warmupEpochs ? (progress + step) / warmupEpochs : 1;
  return learningRate * restartFactor ** restarts * warmth * decayAt(recipe, progress);
}

/** Share of the learning rate that the schedule leaves, in [0, 1]. */
function decayAt(recipe: Recipe, progress: number): number {
  const { schedule, decayFactor, decayEpochs, decayMilestones, epochs, warmupEpochs } = recipe;
  switch (schedule) {
    case 'step':
      return decayFactor ** Math.floor(progress / decayEpochs);
    case 'milestones':
      return decayFactor ** decayMilestones.filter((milestone) => progress >= milestone).length;
    case 'cosine': {
      const share = Math.min(Math.max(progress - warmupEpochs, 0) / Math.max(epochs - warmupEpochs, 1e-9), 1);
      return (1 + Math.cos(Math.PI * share)) / 2;
    }
  }
}
