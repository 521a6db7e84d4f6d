import {
  connect,
  constants,
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type OutgoingHttpHeaders,
} from 'node:http2';
import { setTimeout as delay } from 'node:timers/promises';
import { outcomeOf, type Outcome } from './call-outcome.js';

export interface Call {
  readonly path: string;
  /** Written as they are: message frames, or what passes for them. */
  readonly frames: readonly Buffer[];
  /** Sent as `grpc-timeout`; 0 is a deadline that has passed. */
  readonly deadlineMs: number;
  /** Give the call up after so long. */
  readonly cancelAfterMs?: number;
  /** Leave the request open, so that the server never hears its end. */
  readonly halfOpen?: boolean;
  /** Over and above, or instead of, the usual ones; undefined takes one away. */
  readonly headers?: OutgoingHttpHeaders;
}

/** A message with its five-byte prefix. */
export function messageFrame(message: Buffer): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** A connection that makes gRPC calls of any form, opened anew where it was lost. */
export class GrpcConnection implements Disposable {
  readonly #authority: string;
  readonly #slackMs: number;
  #session: ClientHttp2Session | undefined;

  /**
   * @param address host:port
   * @param slackMs how long after its deadline a call may be answered
   */
  constructor(address: string, slackMs: number) {
    this.#authority = `http://${address}`;
    this.#slackMs = slackMs;
  }

  async call(call: Call): Promise<Outcome> {
    const stop = new AbortController();
    const giveUp = delay(call.deadlineMs + this.#slackMs, { kind: 'hung' } as const, { signal: stop.signal });
    giveUp.catch(() => undefined);
    const stream = this.#open(call);
    try {
      return await Promise.race([outcomeOf(stream, call.cancelAfterMs), giveUp]);
    } finally {
      stop.abort();
      if (!stream.closed) stream.close(constants.NGHTTP2_CANCEL);
    }
  }

  #open({ path, frames, deadlineMs, halfOpen, headers }: Call): ClientHttp2Stream {
    if (!this.#session || this.#session.closed || this.#session.destroyed) {
      this.#session = connect(this.#authority);
      // Streams tell of the end of their session themselves.
      this.#session.on('error', () => undefined);
    }
    const all: OutgoingHttpHeaders = {
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc+proto',
      te: 'trailers',
      'grpc-timeout': `${String(deadlineMs)}m`,
      ...headers,
    };
    const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
    const stream = this.#session.request(sent);
    for (const frame of frames) stream.write(frame);
    if (halfOpen !== true) stream.end();
    return stream;
  }

  [Symbol.dispose](): void {
    this.#session?.destroy();
  }
}
