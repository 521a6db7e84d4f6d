export interface ClientCallOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal;
  /** Replaces the client's; streams have none unless given here. */
  readonly deadlineMs?: number;
}
