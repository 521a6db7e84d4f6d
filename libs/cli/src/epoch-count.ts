import type { Recipe } from '@blockqnn/training/recipes';

/** How far a training is in the epochs that its recipe names. */
export interface EpochCount {
  /** Epochs done since the last restart, from 0 to `total`. */
  readonly done: number;
  readonly total: number;
  /** Epochs thrown away before: each restart throws its first one away. */
  readonly restarts: number;
}

type Schedule = Pick<
  Recipe,
  'epochs' | 'restartFactor' | 'maxRestarts' | 'decayFactor' | 'decayEpochs' | 'decayMilestones'
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
  const restarts = Math.max(restartsByRate(epochs, schedule), epochs.length - total);
  return { done: epochs.length - restarts, total, restarts };
}

/** `2/6`, or `2/6 (restarted)`. */
export function epochText(number: number | string, { total, restarts }: EpochCount): string {
  return `epoch ${String(number)}/${String(total)}${restarts > 0 ? ' (restarted)' : ''}`;
}

/**
 * Only a start's first epoch is thrown away, so starts are told at the front of the list: whatever the
 * schedule, the first epochs of two starts differ by the restart factor alone.
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
