import { countEpochs, type Epoch, type Recipe } from '@blockqnn/training/recipes';
import type { MeasuredBlock } from '../workers/training-result.js';

/**
 * The result of a training that ended after some of its epochs: the accuracy of the last one, as where all
 * are done. No weights: those of that epoch are gone, since training went on. Undefined without any epoch.
 */
export function measuredSoFar(epochs: readonly Epoch[], recipe: Recipe): MeasuredBlock | undefined {
  const last = epochs.at(-1);
  if (last === undefined) return undefined;
  return {
    kind: 'measured',
    accuracy: last.accuracy,
    epochs,
    restarts: countEpochs(epochs, recipe).restarts,
    seconds: epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    weights: undefined,
  };
}
