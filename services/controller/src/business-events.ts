import type { Logger } from '@blockqnn/telemetry';
import type { Search } from './domain/search.js';
import type { LostAttempt, Trial } from './domain/trial.js';

/** What happens to searches and trials, told once each after it is on disk. */
export interface BusinessEvents {
  searchCreated(search: Search): void;
  searchPaused(search: Search): void;
  searchResumed(search: Search): void;
  searchCompleted(search: Search): void;
  searchDeleted(search: Search): void;
  searchUndeleted(search: Search): void;
  /** It is removed for good. */
  searchPurged(search: Search): void;
  /** A block goes to a worker, for the first time or again. */
  trialHandedOut(trial: Trial): void;
  /** An attempt ended without a result. */
  attemptLost(trial: Trial, lost: LostAttempt): void;
  trialCompleted(trial: Trial, result: { readonly outcome: string; readonly reward: number }): void;
}

/** Writes each event as a line of the log. */
export function logBusinessEvents(logger: Logger): BusinessEvents {
  const ofTrial = ({ searchId, number, blockId, attempt, worker }: Trial) => ({
    search: searchId,
    trial: number,
    block: blockId,
    attempt,
    worker,
  });
  return {
    searchCreated: ({ id, spec }) => {
      logger.info(
        { search: id, dataset: spec.dataset, strategy: spec.strategy, budget: spec.budget.maxEvaluations },
        'search created',
      );
    },
    searchPaused: ({ id }) => {
      logger.info({ search: id }, 'search paused');
    },
    searchResumed: ({ id }) => {
      logger.info({ search: id }, 'search resumed');
    },
    searchCompleted: ({ id, succeededCount, failedCount, best, endReason }) => {
      logger.info(
        { search: id, succeeded: succeededCount, failed: failedCount, bestReward: best?.reward, endReason },
        'search completed',
      );
    },
    searchDeleted: ({ id }) => {
      logger.info({ search: id }, 'search deleted');
    },
    searchUndeleted: ({ id }) => {
      logger.info({ search: id }, 'search undeleted');
    },
    searchPurged: ({ id }) => {
      logger.info({ search: id }, 'search purged');
    },
    trialHandedOut: (trial) => {
      logger.debug(ofTrial(trial), 'trial handed out');
    },
    attemptLost: (trial, lost) => {
      logger.warn({ ...ofTrial(trial), ...lost }, 'attempt lost');
    },
    trialCompleted: (trial, result) => {
      logger.info({ ...ofTrial(trial), ...result }, 'trial completed');
    },
  };
}
