import { unavailable, type Handlers, type RpcError } from '@blockqnn/rpc';
import { storageFault } from './availability.js';
import type { DatabaseGate } from './database-gate.js';

/** Reason of UNAVAILABLE where the database is away; trying again helps. */
export const DATABASE_UNAVAILABLE = 'DATABASE_UNAVAILABLE';

const RETRY_MS = 1_000;

/**
 * What callers are told of an error of the database: UNAVAILABLE with RetryInfo, and nothing of what is inside,
 * which stands in the log. Any other error is given back as it is. Whether a change was committed that failed
 * so is not known, hence requests have to be repeatable.
 */
export function databaseRpcError(error: unknown): unknown {
  const code = storageFault(error)?.code;
  if (code !== 'UNAVAILABLE' && code !== 'ACCESS_DENIED') return error;
  return databaseUnavailable();
}

function databaseUnavailable(): RpcError {
  return unavailable(DATABASE_UNAVAILABLE, 'the database is not available; try again', RETRY_MS);
}

type AnyHandler = (request: unknown, context: unknown) => Promise<unknown> | AsyncIterable<unknown>;

/** A service's handlers behind a gate: they answer UNAVAILABLE while its database is away. */
export function gatedHandlers<Methods>(gate: DatabaseGate, handlers: Handlers<Methods>): Handlers<Methods> {
  const gated = Object.entries(handlers as Record<string, AnyHandler>).map(([name, handler]) => [
    name,
    (request: unknown, context: unknown) => {
      // Thrown, not rejected with: a stream is no promise.
      if (!gate.isOpen) throw databaseUnavailable();
      const answer = handler(request, context);
      return Symbol.asyncIterator in answer ? stream(gate, answer) : single(gate, answer);
    },
  ]);
  // The same methods, each with a handler of the same kind.
  return Object.fromEntries(gated) as Handlers<Methods>;
}

async function single(gate: DatabaseGate, answer: Promise<unknown>): Promise<unknown> {
  try {
    return await gate.run(() => answer);
  } catch (error) {
    throw databaseRpcError(error) as Error;
  }
}

async function* stream(gate: DatabaseGate, answers: AsyncIterable<unknown>): AsyncGenerator {
  const iterator = answers[Symbol.asyncIterator]();
  try {
    for (;;) {
      // What has been read goes out even where the database is away by now.
      const next = await (gate.isOpen ? gate.run(() => iterator.next()) : iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } catch (error) {
    throw databaseRpcError(error) as Error;
  } finally {
    await iterator.return?.();
  }
}
