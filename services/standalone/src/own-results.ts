import type { TrialMessage } from '@blockqnn/api';

/** Whether the registry hears of a trial under its search: it has a result, and not another search's. */
export function isBroadcast({ measurement, failure, origin }: TrialMessage): boolean {
  return Boolean(measurement ?? failure) && !origin.startsWith('searches/');
}

/**
 * The trial of the highest reward that has trained weights, the first of equals. Results of others come without,
 * and so do trainings that ended early.
 */
export function bestWithWeights(trials: readonly TrialMessage[]): TrialMessage | undefined {
  return trials
    .filter(({ measurement }) => measurement && measurement.weightsSha256 !== '')
    .reduce<TrialMessage | undefined>(
      (best, trial) => (best && best.reward >= trial.reward ? best : trial),
      undefined,
    );
}
