import type { Recipe } from './recipe.js';
import { epochsToJudge } from './training-progress.js';

/** How far a training is in the epochs that its recipe names. */
export interface EpochCount {
  /** Epochs done since the last restart, from 0 to `total`. */
  readonly done: number;
  readonly total: number;
  /** Each threw away the epochs before it. */
  readonly restarts: number;
}

type Schedule = Pick<
  Recipe,
  | 'epochs'
  | 'restartFactor'
  | 'maxRestarts'
  | 'warmupEpochs'
  | 'decayFactor'
  | 'decayEpochs'
  | 'decayMilestones'
>;

/** Learning rates come over the wire, and are products of the recipe's numbers. */
const TOLERANCE = 1e-6;

/**
 * Counts epochs as the recipe does. A list of epochs has those of all starts one after another, and says
 * only by their learning rates where a start begins.
 */
export function countEpochs(
  epochs: readonly { readonly learningRate: number }[],
  schedule: Schedule,
): EpochCount {
  const total = schedule.epochs;
  const perRestart = epochsToJudge(schedule);
  const starts = epochs.filter((_, index) => index % perRestart === 0);
  const restarts = Math.max(
    restartsByRate(starts, schedule),
    Math.ceil((epochs.length - total) / perRestart),
  );
  return { done: epochs.length - restarts * perRestart, total, restarts };
}

/**
 * Every restart throws away the same number of epochs, so starts are told at the front of the list: whatever
 * the schedule, the first epochs of two starts differ by the restart factor alone.
 *
 * @param epochs - where a start would begin if those before it had been thrown away
 */
function restartsByRate(
  epochs: readonly { readonly learningRate: number }[],
  { restartFactor, maxRestarts, decayFactor, decayEpochs, decayMilestones }: Schedule,
): number {
  // Then a decay after the first epoch looks the same.
  const decaysAtOnce = decayEpochs === 1 || decayMilestones[0] === 1;
  if (decaysAtOnce && near(decayFactor, restartFactor)) return 0;
  const again = epochs
    .slice(1, maxRestarts + 1)
    .findIndex(({ learningRate }, i) => !near(learningRate, (epochs[i]?.learningRate ?? 0) * restartFactor));
  return again < 0 ? Math.max(0, Math.min(epochs.length - 1, maxRestarts)) : again;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.abs(b);
}
