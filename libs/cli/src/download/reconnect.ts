import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { RpcError } from '@blockqnn/rpc';

/** How long is waited for a service that went away, and how often. */
export interface Patience {
  /** Before the first try; each further one waits twice as long, at most `mostMs`. */
  readonly firstMs: number;
  readonly mostMs: number;
  /** Tries without a single new byte. */
  readonly tries: number;
}

const PATIENCE: Patience = { firstMs: 500, mostMs: 10_000, tries: 10 };

export interface ReconnectOptions {
  readonly signal: AbortSignal;
  readonly patience?: Patience;
  /** The connection was lost; another try follows after so many ms. */
  readonly onRetry?: (error: RpcError, waitMs: number) => void;
}

/**
 * Tries as often as the connection breaks on the way; rejects as the last try did. A service that was never there is
 * not waited for; one that asks for patience is.
 *
 * @param attempt - calls what it is given when something came
 */
export async function reconnecting<Result>(
  attempt: (onNews: () => void) => Promise<Result>,
  { signal, onRetry, patience = PATIENCE }: ReconnectOptions,
): Promise<Result> {
  /** Tries in a row that brought nothing, and whether the service ever answered. */
  const news = { tried: 0, answered: false };
  for (;;) {
    try {
      return await attempt(() => {
        news.answered = true;
        news.tried = 0;
      });
    } catch (error) {
      if (signal.aborted) throw error;
      const known = news.answered || (error instanceof RpcError && error.retryDelayMs !== undefined);
      const waitMs = known ? waitBeforeRetry(error, news.tried, patience) : undefined;
      if (waitMs === undefined) throw error;
      news.tried += 1;
      onRetry?.(error as RpcError, waitMs);
      await sleep(waitMs, undefined, { signal });
    }
  }
}

/** What gRPC says of a stream that broke, though not of the service itself. */
const BROKEN_STREAM = /RST_STREAM|stream|socket|connection/i;

/**
 * How long to wait before the next try, in ms; undefined where trying again does not help.
 *
 * @param tried - tries in a row that brought nothing
 */
function waitBeforeRetry(
  error: unknown,
  tried: number,
  { firstMs, mostMs, tries }: Patience,
): number | undefined {
  if (!(error instanceof RpcError) || tried >= tries || !mayPass(error)) return undefined;
  return Math.max(error.retryDelayMs ?? 0, Math.min(mostMs, firstMs * 2 ** tried));
}

function mayPass({ code, message, retryDelayMs }: RpcError): boolean {
  if (code === status.UNAVAILABLE || code === status.CANCELLED) return true;
  if (code === status.RESOURCE_EXHAUSTED) return retryDelayMs !== undefined;
  return (code === status.INTERNAL || code === status.UNKNOWN) && BROKEN_STREAM.test(message);
}
