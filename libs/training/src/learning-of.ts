import { ADAM, type Learning } from './optimiser.js';
import type { Recipe } from './recipe.js';

/** What of a recipe a network has to know when it is opened. */
export function learningOf({ optimiser, momentum, weightDecay, labelSmoothing }: Recipe): Learning {
  return {
    optimiser: optimiser === 'sgd' ? { kind: 'sgd', momentum, weightDecay } : { ...ADAM, weightDecay },
    labelSmoothing,
  };
}
