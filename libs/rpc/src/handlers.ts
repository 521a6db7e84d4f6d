import type { Method } from '@blockqnn/api';
import type { Logger } from '@blockqnn/telemetry';

/** What a handler knows of its call besides the request. */
export interface CallContext {
  /** Aborted when the client cancels, the deadline passes, or (streams and held calls) the server shuts down. */
  readonly signal: AbortSignal;
  /** Carries method and trace id. */
  readonly logger: Logger;
  /** Address of the caller. */
  readonly peer: string;
  /** W3C trace id, 32 hexadecimal digits. */
  readonly traceId: string;
}

export type UnaryHandler<M extends Method> = (
  request: M['request'],
  context: CallContext,
) => Promise<M['responseInput']>;

/** Iteration stops when the call ends; a generator cleans up in `finally`. */
export type ServerStreamHandler<M extends Method> = (
  request: M['request'],
  context: CallContext,
) => AsyncIterable<M['responseInput']>;

export type ClientStreamHandler<M extends Method> = (
  requests: AsyncIterable<M['request']>,
  context: CallContext,
) => Promise<M['responseInput']>;

export type Handler<M extends Method> = M['kind'] extends 'unary'
  ? UnaryHandler<M>
  : M['kind'] extends 'serverStream'
    ? ServerStreamHandler<M>
    : ClientStreamHandler<M>;

/** A handler for every method of a service. */
export type Handlers<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends Method ? Handler<Methods[Name]> : never;
};
