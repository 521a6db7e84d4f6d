import type { Trial } from '../domain/trial.js';

/** A page ends early rather than hold more: most gRPC clients refuse messages above 4 MiB. */
const EPOCHS_PER_PAGE = 20_000;

/** How many of the first items fit a page, each with its trial where it has one; at least one. */
export function countWithinBound(trials: readonly (Trial | undefined)[]): number {
  let epochs = 0;
  const tooMany = trials.findIndex((trial, index) => {
    epochs += trial === undefined ? 0 : epochCount(trial);
    return index > 0 && epochs > EPOCHS_PER_PAGE;
  });
  return tooMany < 0 ? trials.length : tooMany;
}

function epochCount({ epochs, status }: Trial): number {
  const measured =
    status.kind === 'completed' && status.outcome.kind === 'measured' ? status.outcome.epochs.length : 0;
  return epochs.length + measured;
}
