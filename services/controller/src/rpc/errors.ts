import { alreadyExists, failedPrecondition, invalidArgument, notFound, RpcError } from '@blockqnn/rpc';
import { isUnavailable } from '@blockqnn/storage';
import { status } from '@grpc/grpc-js';
import { ControllerError, NotActiveError } from '../domain/controller-error.js';

function rpcErrorOf(error: ControllerError): RpcError {
  switch (error.code) {
    case 'SEARCH_NOT_FOUND':
    case 'TRIAL_NOT_FOUND':
      return notFound(error.message);
    case 'SEARCH_COMPLETED':
    case 'SEARCH_DELETED':
    case 'NOT_DELETED':
    case 'NO_BUS':
    case 'LEASE_LOST':
      return failedPrecondition(error.code, error.message);
    case 'RESULT_DIFFERS':
      return alreadyExists(error.code, error.message);
    case 'REQUEST_ID_REUSED':
      return invalidArgument([{ field: 'request_id', description: error.message }]);
  }
}

/** When to try again: a take-over or a restart of the database takes some seconds. */
const RETRY_MS = 1000;

const unavailable = (reason: string, message: string): RpcError =>
  new RpcError(status.UNAVAILABLE, message, { reason, retryDelayMs: RETRY_MS });

function toRpcError(error: unknown): unknown {
  if (error instanceof ControllerError) return rpcErrorOf(error);
  if (error instanceof NotActiveError) return unavailable(error.reason, error.message);
  // Reads go to the database without the detour through memory.
  if (isUnavailable(error)) return unavailable('DATABASE_UNAVAILABLE', 'the database is not available');
  return error;
}

/** A handler whose domain errors have their gRPC code. */
export function answering<Arguments extends readonly unknown[], Answer>(
  handler: (...args: Arguments) => Promise<Answer>,
): (...args: Arguments) => Promise<Answer> {
  return async (...args) => {
    try {
      return await handler(...args);
    } catch (error) {
      throw toRpcError(error);
    }
  };
}

/** The same for a stream. */
export function streaming<Arguments extends readonly unknown[], Item>(
  handler: (...args: Arguments) => AsyncIterable<Item>,
): (...args: Arguments) => AsyncIterable<Item> {
  return async function* (...args) {
    try {
      yield* handler(...args);
    } catch (error) {
      throw toRpcError(error);
    }
  };
}
