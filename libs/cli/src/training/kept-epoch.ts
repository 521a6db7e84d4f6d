import type { TrainingMessage } from '@blockqnn/api';

/** Which epoch's weights are kept, counted as the recipe counts. */
export interface KeptEpoch {
  /** From 1, since the last restart. */
  readonly number: number;
  /** Epochs of the recipe. */
  readonly total: number;
  /** Epochs before them, which restarts threw away. */
  readonly thrownAway: number;
}

/** A training goes through the epochs of its recipe; what it had beyond these was thrown away by restarts. */
export function keptEpoch({
  bestEpoch,
  epochs,
  recipe,
}: Pick<TrainingMessage, 'bestEpoch' | 'epochs' | 'recipe'>): KeptEpoch {
  const thrownAway = recipe ? Math.max(0, epochs - recipe.epochs) : 0;
  return { number: bestEpoch - thrownAway, total: epochs - thrownAway, thrownAway };
}

/** "288 of 300", or "2 of 2 (after 1 thrown away by a restart)". */
export function keptEpochText(training: Parameters<typeof keptEpoch>[0]): string {
  const { number, total, thrownAway } = keptEpoch(training);
  const before = thrownAway === 0 ? '' : ` (after ${String(thrownAway)} thrown away by a restart)`;
  return `${String(number)} of ${String(total)}${before}`;
}
