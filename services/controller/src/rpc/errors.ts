import { alreadyExists, failedPrecondition, notFound, type RpcError } from '@blockqnn/rpc';
import { ControllerError } from '../domain/controller-error.js';

function rpcErrorOf(error: ControllerError): RpcError {
  switch (error.code) {
    case 'SEARCH_NOT_FOUND':
    case 'TRIAL_NOT_FOUND':
      return notFound(error.message);
    case 'SEARCH_COMPLETED':
    case 'LEASE_LOST':
      return failedPrecondition(error.code, error.message);
    case 'RESULT_DIFFERS':
      return alreadyExists(error.code, error.message);
  }
}

const toRpcError = (error: unknown): unknown =>
  error instanceof ControllerError ? rpcErrorOf(error) : error;

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
