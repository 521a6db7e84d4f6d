import { status } from '@grpc/grpc-js';
import { constants, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';

/** What becomes of a call, as its caller sees it. */
export type Outcome =
  /** The server said so. */
  | {
      readonly kind: 'status';
      readonly code: status;
      readonly message: string;
      readonly responses: readonly Buffer[];
    }
  /** An answer that is not gRPC's, for instance HTTP 415. */
  | { readonly kind: 'http'; readonly status: number }
  /** This side gave the call up. */
  | { readonly kind: 'cancelled'; readonly responses: readonly Buffer[] }
  /** The server reset the stream. */
  | { readonly kind: 'reset'; readonly code: number }
  /** The connection ended under the call. */
  | { readonly kind: 'lost'; readonly message: string }
  /** Deadline and slack passed without an answer. */
  | { readonly kind: 'hung' };

/** Answers that are kept; a stream may send any number. */
const MAX_RESPONSES = 20;

/**
 * Waits for what becomes of a call.
 * @param cancelAfterMs give it up after so long
 */
export function outcomeOf(stream: ClientHttp2Stream, cancelAfterMs: number | undefined): Promise<Outcome> {
  return new Promise((resolve) => {
    const body = new FrameReader();
    let headers: IncomingHttpHeaders = {};
    let lost: Error | undefined;
    let cancel: NodeJS.Timeout | undefined;
    let cancelled = false;
    if (cancelAfterMs !== undefined) {
      cancel = setTimeout(() => {
        cancelled = true;
        stream.close(constants.NGHTTP2_CANCEL);
      }, cancelAfterMs);
    }
    // A refusal comes as headers alone, anything else as trailers.
    const take = (more: IncomingHttpHeaders): void => {
      headers = { ...headers, ...more };
    };
    stream.on('response', take);
    stream.on('trailers', take);
    stream.on('data', (chunk: Buffer) => {
      body.add(chunk);
    });
    stream.on('error', (error: Error) => {
      lost = error;
    });
    // Where this side left its half open, the other side's end is all that comes.
    stream.on('end', settle);
    stream.on('close', settle);
    function settle(): void {
      clearTimeout(cancel);
      const code = headers['grpc-status'];
      const http = Number(headers[':status']);
      if (code !== undefined) {
        const message = unescaped([headers['grpc-message'] ?? ''].join());
        resolve({
          kind: 'status',
          code: codeOf(Number(code)),
          message,
          responses: body.messages,
        });
      } else if (cancelled) resolve({ kind: 'cancelled', responses: body.messages });
      else if (Number.isFinite(http) && http !== 200) resolve({ kind: 'http', status: http });
      else if (stream.rstCode !== constants.NGHTTP2_NO_ERROR)
        resolve({ kind: 'reset', code: stream.rstCode });
      else if (lost) resolve({ kind: 'lost', message: lost.message });
      else
        resolve({
          kind: 'status',
          code: status.UNKNOWN,
          message: 'no grpc-status',
          responses: body.messages,
        });
    }
  });
}

/** What is no code counts as UNKNOWN, as the gRPC specification has it. */
function codeOf(number: number): status {
  const name = status[number];
  return name === undefined ? status.UNKNOWN : status[name as keyof typeof status];
}

/** Messages travel percent-encoded. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Takes messages out of the bytes of an answer. */
class FrameReader {
  readonly messages: Buffer[] = [];
  #rest: Buffer = Buffer.alloc(0);

  add(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 5) {
      const end = 5 + this.#rest.readUInt32BE(1);
      if (this.#rest.length < end) return;
      if (this.messages.length < MAX_RESPONSES) this.messages.push(this.#rest.subarray(5, end));
      this.#rest = this.#rest.subarray(end);
    }
  }
}
