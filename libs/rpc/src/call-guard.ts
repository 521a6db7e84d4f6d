import type { status } from '@grpc/grpc-js';
import type { ServerCall } from './server-call.js';

/** A call that asks to be let in. */
export interface GuardedCall {
  /** In lower camel case, for instance `createSearch`. */
  readonly method: string;
  /** The message; undefined where the client streams, or where the bytes were none. */
  readonly request: unknown;
  readonly call: ServerCall;
  readonly traceId: string;
}

/** How a call ended. */
export interface CallOutcome {
  readonly code: status;
  /** The answer of a unary call that succeeded. */
  readonly response?: unknown;
}

/** A call that was let in. */
export interface Admission {
  /** Who calls, for the log. */
  readonly caller: string;
  /** To be called once, when the call is over and before it is answered; what it gives is waited for. */
  end(outcome: CallOutcome): Promise<void> | undefined;
}

/** Decides who may call what, and how much. Stands before every method of a service, not before health and reflection. */
export interface CallGuard {
  /** @throws RpcError UNAUTHENTICATED, PERMISSION_DENIED or RESOURCE_EXHAUSTED. */
  admit(call: GuardedCall): Admission;
}
