import type { Deadline, Metadata, ServerUnaryCall } from '@grpc/grpc-js';

/** What the three kinds of server call have in common. */
export interface ServerCall {
  readonly metadata: Metadata;
  readonly request?: unknown;
  getPeer(): string;
  getDeadline(): Deadline;
  getAuthContext(): ReturnType<ServerUnaryCall<unknown, unknown>['getAuthContext']>;
  once(event: 'cancelled', listener: () => void): unknown;
}
