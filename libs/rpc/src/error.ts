import { status } from '@grpc/grpc-js';

/** One bad field of a request. */
export interface FieldViolation {
  /** In proto spelling: snake_case, dotted, `[i]` for elements, for instance `spec.stack.stages[0].filters`. */
  readonly field: string;
  /** What is wrong, with the bound. */
  readonly description: string;
}

export interface RpcErrorDetails {
  /** For INVALID_ARGUMENT: google.rpc.BadRequest. */
  readonly violations?: readonly FieldViolation[];
  /** Machine-readable cause in UPPER_SNAKE_CASE: google.rpc.ErrorInfo. */
  readonly reason?: string;
  /** When to try again: google.rpc.RetryInfo. */
  readonly retryDelayMs?: number;
}

/** An error with a canonical gRPC code. Thrown by handlers, and by clients for what a server answered. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: status;
  readonly violations: readonly FieldViolation[];
  readonly reason: string | undefined;
  readonly retryDelayMs: number | undefined;

  constructor(code: status, message: string, details: RpcErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.violations = details.violations ?? [];
    this.reason = details.reason;
    this.retryDelayMs = details.retryDelayMs;
  }
}

/** At most this many violations travel: trailers are bounded to a few kilobytes. */
const MAX_VIOLATIONS = 20;

/** INVALID_ARGUMENT with all violations; the message repeats them for people. */
export function invalidArgument(violations: readonly FieldViolation[]): RpcError {
  const sent = violations.slice(0, MAX_VIOLATIONS);
  const rest = violations.length - sent.length;
  const message =
    sent.map(({ field, description }) => `${field}: ${description}`).join('; ') +
    (rest > 0 ? `; and ${String(rest)} more` : '');
  return new RpcError(status.INVALID_ARGUMENT, message, { violations: sent });
}

export const notFound = (message: string): RpcError => new RpcError(status.NOT_FOUND, message);

export const failedPrecondition = (reason: string, message: string): RpcError =>
  new RpcError(status.FAILED_PRECONDITION, message, { reason });

export const alreadyExists = (reason: string, message: string): RpcError =>
  new RpcError(status.ALREADY_EXISTS, message, { reason });

/** ABORTED: somebody else is at it; to be tried again when they are not. */
export const aborted = (reason: string, message: string): RpcError =>
  new RpcError(status.ABORTED, message, { reason });

export const resourceExhausted = (reason: string, message: string, retryDelayMs: number): RpcError =>
  new RpcError(status.RESOURCE_EXHAUSTED, message, { reason, retryDelayMs });

/** UNAVAILABLE: not now, perhaps later or elsewhere; clients try the next address where the reason is {@link STANDBY}. */
export const unavailable = (reason: string, message: string, retryDelayMs: number): RpcError =>
  new RpcError(status.UNAVAILABLE, message, { reason, retryDelayMs });

/** Reason of UNAVAILABLE: another process serves, this one waits to take over; nothing was done. */
export const STANDBY = 'STANDBY';

/** UNAUTHENTICATED: the caller did not prove who it is. */
export const unauthenticated = (reason: string, message: string): RpcError =>
  new RpcError(status.UNAUTHENTICATED, message, { reason });

/** PERMISSION_DENIED: it is known who calls, and that is not enough. */
export const permissionDenied = (reason: string, message: string): RpcError =>
  new RpcError(status.PERMISSION_DENIED, message, { reason });

export const unimplemented = (message: string): RpcError => new RpcError(status.UNIMPLEMENTED, message);
