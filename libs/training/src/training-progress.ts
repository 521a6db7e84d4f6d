import type { Weights } from '@blockqnn/network';
import type { BestEpoch, Epoch } from './outcome.js';
import type { Recipe } from './recipe.js';
import type { EpochPosition } from './run-epoch.js';

/** How far a training has come: with the network's state, all that the rest of it depends on. */
export interface TrainingProgress {
  /** Finished ones, thrown-away ones too. */
  readonly epochs: readonly Epoch[];
  /** Starts anew so far; each threw away as many epochs as {@link epochsToJudge} says. */
  readonly restarts: number;
  /** Since the last start; missing before its first epoch's end and where only the last epoch counts. */
  readonly best?: BestWeights;
  /** Where the epoch is that is under way; missing between two epochs. */
  readonly position?: TimedPosition;
}

export interface BestWeights extends BestEpoch {
  readonly weights: Weights;
}

export interface TimedPosition extends EpochPosition {
  /** Seconds of the training at which the epoch began. */
  readonly startSeconds: number;
}

export const NOTHING_DONE: TrainingProgress = { epochs: [], restarts: 0 };

/** Epochs finished since the last start. */
export function epochsDone(
  { epochs, restarts }: Pick<TrainingProgress, 'epochs' | 'restarts'>,
  recipe: Pick<Recipe, 'warmupEpochs'>,
): number {
  return epochs.length - restarts * epochsToJudge(recipe);
}

/** Epochs after which a start is judged: the first one, or the one with which the warm-up is over. */
export function epochsToJudge({ warmupEpochs }: Pick<Recipe, 'warmupEpochs'>): number {
  return Math.max(1, Math.ceil(warmupEpochs));
}
