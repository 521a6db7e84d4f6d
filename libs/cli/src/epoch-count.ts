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
  'epochs' | 'learningRate' | 'restartFactor' | 'maxRestarts' | 'decayFactor' | 'decayEpochs'
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
export function epochText(number: number, { total, restarts }: EpochCount): string {
  return `epoch ${String(number)}/${String(total)}${restarts > 0 ? ' (restarted)' : ''}`;
}

/** Only a start's first epoch is thrown away, so starts are told at the front of the list. */
function restartsByRate(
  epochs: readonly { readonly learningRate: number }[],
  { learningRate, restartFactor, maxRestarts, decayFactor, decayEpochs }: Schedule,
): number {
  // Then a decay after the first epoch looks the same.
  if (decayEpochs === 1 && near(decayFactor, restartFactor)) return 0;
  let restarts = 0;
  while (restarts < maxRestarts) {
    const next = epochs[restarts + 1];
    if (!next || !near(next.learningRate, learningRate * restartFactor ** (restarts + 1))) break;
    restarts += 1;
  }
  return restarts;
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE * Math.abs(b);
}
