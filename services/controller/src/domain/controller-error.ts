/** What a caller can do wrong that only the present state tells; invalid requests are refused before. */
export type ControllerErrorCode =
  | 'SEARCH_NOT_FOUND'
  | 'TRIAL_NOT_FOUND'
  /** The search is completed, so it can be neither paused nor resumed. */
  | 'SEARCH_COMPLETED'
  /** The token is not the trial's newest. */
  | 'LEASE_LOST'
  /** The trial has another result already. */
  | 'RESULT_DIFFERS';

export class ControllerError extends Error {
  override readonly name = 'ControllerError';
  readonly code: ControllerErrorCode;

  constructor(code: ControllerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
