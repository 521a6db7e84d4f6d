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

export const PATIENCE: Patience = { firstMs: 500, mostMs: 10_000, tries: 10 };

/** What gRPC says of a stream that broke, though not of the service itself. */
const BROKEN_STREAM = /RST_STREAM|stream|socket|connection/i;

/**
 * How long to wait before the next try, in ms; undefined where trying again does not help.
 *
 * @param tried - tries in a row that brought nothing
 */
export function waitBeforeRetry(
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
