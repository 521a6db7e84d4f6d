import type { Controller } from '../controller.js';
import { ControllerError } from '../domain/controller-error.js';
import type { Trial } from '../domain/trial.js';
import type { LiveSearch } from '../live/live-search.js';
import type { Operation } from '../operations/operation.js';
import { findTrial } from '../store/trials.js';

/**
 * Does something with a trial: with an open one an operation; one that is not open never changes again, so it
 * is read from disk once it is there.
 *
 * @throws ControllerError `SEARCH_NOT_FOUND`, `TRIAL_NOT_FOUND`
 */
export async function onTrial<Result>(
  controller: Controller,
  { searchId, number }: { readonly searchId: string; readonly number: number },
  work: {
    readonly open: (operation: Operation, live: LiveSearch, trial: Trial) => Result;
    readonly settled: (trial: Trial) => Result;
  },
): Promise<Result> {
  const done = await controller.onSearch(searchId, (operation, live) => {
    const trial = live.openTrial(number);
    return trial && { result: work.open(operation, live, trial) };
  });
  if (done !== undefined) return done.result;
  const trial = await findTrial(controller.db, searchId, number);
  if (trial === undefined) {
    const made = controller.live.find(searchId)?.search.trialCount ?? 0;
    throw new ControllerError(
      'TRIAL_NOT_FOUND',
      `there is no trial searches/${searchId}/trials/${number}; the search has made ${made} so far`,
    );
  }
  return work.settled(trial);
}
