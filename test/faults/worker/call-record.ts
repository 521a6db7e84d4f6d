/**
 * What a worker's log says: one line of JSON for each call that was answered, written and synced before the
 * worker makes its next call, and one before each call that hands a result in. Times are milliseconds since
 * the epoch on the one machine that all of it runs on.
 */
export type CallRecord = HandedOut | Extended | Submitting | Accepted | GivingBack | GivenBack | Refused;

interface OnTrial {
  readonly atMs: number;
  readonly worker: string;
  /** Resource name. */
  readonly trial: string;
  readonly token: string;
}

/** A block came with the answer to RequestBlocks. */
export interface HandedOut extends OnTrial {
  readonly kind: 'handed-out';
  readonly requestId: string;
  /** The request was made a second time, under the same id. */
  readonly again?: true;
  readonly attempt: number;
  readonly nsc: string;
  readonly expiresAtMs: number;
}

/** ReportProgress was answered. */
export interface Extended extends OnTrial {
  readonly kind: 'extended';
  readonly expiresAtMs: number;
}

/** SubmitReward is about to be called. */
export interface Submitting extends OnTrial {
  readonly kind: 'submitting';
  readonly outcome: SentOutcome;
}

/** SubmitReward was answered: the result is promised to be kept. */
export interface Accepted extends OnTrial {
  readonly kind: 'accepted';
  readonly outcome: SentOutcome;
  /** As answered. */
  readonly reward: number;
}

/** AbandonTrial is about to be called. */
export interface GivingBack extends OnTrial {
  readonly kind: 'giving-back';
}

/** AbandonTrial was answered. */
export interface GivenBack extends OnTrial {
  readonly kind: 'given-back';
}

/** A call about a trial was refused for good. */
export interface Refused extends OnTrial {
  readonly kind: 'refused';
  readonly call: 'reportProgress' | 'submitReward' | 'abandonTrial';
  /** ErrorInfo's, or the gRPC code's name. */
  readonly reason: string;
  /** Of submitReward: what was refused. */
  readonly outcome?: SentOutcome;
}

/** A result as it was sent. */
export type SentOutcome =
  | {
      readonly kind: 'measured';
      readonly accuracy: number;
      /** Accuracy after each epoch. */
      readonly epochs: readonly number[];
      /** Says who measured it, so that a result that was counted shows whose it is. */
      readonly device: string;
    }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string };
