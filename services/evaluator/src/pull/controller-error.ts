import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';

/** Codes that the same call would get again, however often. All others are taken to pass. */
const FINAL_CODES: ReadonlySet<status> = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.ALREADY_EXISTS,
  status.FAILED_PRECONDITION,
  status.OUT_OF_RANGE,
]);

/** Whether a call about a trial is pointless to repeat: it was answered, and the answer is no. */
export function isFinal(error: unknown): error is RpcError {
  return error instanceof RpcError && FINAL_CODES.has(error.code);
}

/** Whether somebody else has the trial by now, or the controller does not know it any more. */
export function isLeaseLost(error: unknown): boolean {
  return error instanceof RpcError && (error.reason === 'LEASE_LOST' || error.code === status.NOT_FOUND);
}

/** When the server itself says to try again, in ms; undefined where it does not. */
export function retryDelayOf(error: unknown): number | undefined {
  return error instanceof RpcError ? error.retryDelayMs : undefined;
}

/** One line for a log: code and message. */
export function describeError(error: unknown): string {
  if (error instanceof RpcError) return `${status[error.code]}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
