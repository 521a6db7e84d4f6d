import type { Outcome } from '@blockqnn/api';
import type { Figures } from '@blockqnn/network';
import type { Epoch } from '@blockqnn/training/recipes';

/**
 * Where a trial stands. A token proves that its bearer was handed the trial last; it stays good after the
 * lease has expired, until the trial is handed out again.
 */
export type TrialStatus =
  /** Waits to be handed out again. */
  | {
      readonly kind: 'pending';
      readonly token: string;
      /** Given back by the worker; otherwise its lease expired. */
      readonly givenBack: boolean;
      readonly sinceMs: number;
    }
  | { readonly kind: 'leased'; readonly token: string; readonly expiresAtMs: number }
  | {
      readonly kind: 'completed';
      /** The token that the result came with; undefined where no worker of this trial brought it. */
      readonly token: string | undefined;
      readonly outcome: Outcome;
      readonly reward: number;
      /** Whether no measured trial had a higher reward when the result came in. */
      readonly best: boolean;
      readonly completedAtMs: number;
      /** Place in the search's sequence of events, from 1; undefined where the completion was not broadcast. */
      readonly sequence: number | undefined;
    }
  /** The search ended first. */
  | { readonly kind: 'cancelled'; readonly token: string | undefined; readonly cancelledAtMs: number };

/** An attempt that brought no result. */
export interface LostAttempt {
  readonly attempt: number;
  readonly worker: string;
  readonly reason: string;
}

/** One block handed out to be evaluated. */
export interface Trial {
  readonly searchId: string;
  /** Counted from 1 within the search. */
  readonly number: number;
  readonly blockId: string;
  /** NSC text of the canonical form. */
  readonly nsc: string;
  /** NSC texts as the strategy drew them: each is told the reward. */
  readonly draws: readonly string[];
  readonly figures: Figures;
  /** How often it was handed out. */
  readonly attempt: number;
  /** Attempts that do not count against the bound: the controller itself asked the worker to stop. */
  readonly excusedAttempts: number;
  /** Who has or had it. */
  readonly worker: string;
  /** Id of the request that it was last handed out to; empty where that had none. */
  readonly requestId: string;
  readonly lostAttempts: readonly LostAttempt[];
  /** Reported by the present attempt, in order of their numbers. */
  readonly epochs: readonly Epoch[];
  readonly status: TrialStatus;
  /**
   * Completions that the strategy had learnt from when the block was drawn. With it the order of draws and
   * rewards, and so everything that the strategy knows, can be told from the trials alone.
   */
  readonly madeAfter: number;
  /** `import`, or the name of the trial that it was cloned from; empty where it was evaluated for this search. */
  readonly origin: string;
  readonly createdAtMs: number;
}
