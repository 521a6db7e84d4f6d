/** What a caller can do wrong that only the present state tells; invalid requests are refused before. */
export type ControllerErrorCode =
  | 'SEARCH_NOT_FOUND'
  | 'TRIAL_NOT_FOUND'
  /** The search is completed, so it can be neither paused nor resumed. */
  | 'SEARCH_COMPLETED'
  /** The search is deleted, and takes nothing. */
  | 'SEARCH_DELETED'
  /** The search is not deleted, so it cannot be undeleted. */
  | 'NOT_DELETED'
  /** The token is not the trial's newest. */
  | 'LEASE_LOST'
  /** The trial has another result already. */
  | 'RESULT_DIFFERS'
  /** There is no bus to publish on. */
  | 'NO_BUS'
  /** The request id belongs to a request of other content. */
  | 'REQUEST_ID_REUSED';

export class ControllerError extends Error {
  override readonly name = 'ControllerError';
  readonly code: ControllerErrorCode;

  constructor(code: ControllerErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function searchNotFound(searchId: string): ControllerError {
  return new ControllerError('SEARCH_NOT_FOUND', `there is no search searches/${searchId}`);
}

/** Nothing can be decided now: this controller has no database, or another one is active. */
export class NotActiveError extends Error {
  override readonly name = 'NotActiveError';
  readonly reason: 'STANDBY' | 'DATABASE_UNAVAILABLE';

  constructor(reason: 'STANDBY' | 'DATABASE_UNAVAILABLE', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
