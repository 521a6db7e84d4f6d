import { RpcError } from './error.js';

/**
 * Characters that travel. Together, and were each of them to take nine bytes on the wire, they stay below the
 * 64 KiB that HTTP/2 allows for trailers here: an answer above that is never sent.
 */
const MAX_MESSAGE = 2000;
const MAX_FIELD = 100;
const MAX_DESCRIPTION = 300;

/** The error as it may travel: long texts, which repeat what the caller sent, are cut off. */
export function bounded(error: RpcError): RpcError {
  const { code, message, violations, reason, retryDelayMs } = error;
  return new RpcError(code, shortened(message, MAX_MESSAGE), {
    violations: violations.map(({ field, description }) => ({
      field: shortened(field, MAX_FIELD),
      description: shortened(description, MAX_DESCRIPTION),
    })),
    ...(reason !== undefined && { reason }),
    ...(retryDelayMs !== undefined && { retryDelayMs }),
  });
}

/** Well formed, too: gRPC cannot write half a character. */
function shortened(text: string, characters: number): string {
  const cut = text.length > characters ? `${text.slice(0, characters - 1)}…` : text;
  return cut.replace(/\p{Surrogate}/gu, '\ufffd');
}
