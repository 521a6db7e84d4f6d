import { status, type Deadline, type Metadata } from '@grpc/grpc-js';
import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { systemClock, type Logger } from '@blockqnn/telemetry';
import { invalidArgument, resourceExhausted, RpcError } from './error.js';
import type { CallContext } from './handlers.js';
import { MALFORMED } from './malformed.js';
import { raceAbort } from './race-abort.js';
import { traceContextOf } from './trace-context.js';

/** What the three kinds of server call have in common. */
export interface ServerCall {
  readonly metadata: Metadata;
  readonly request?: unknown;
  getPeer(): string;
  getDeadline(): Deadline;
  once(event: 'cancelled', listener: () => void): unknown;
}

/** What all calls of a server share. */
export interface CallScopeOptions {
  readonly logger: Logger;
  /** Calls at once; the next is refused with RESOURCE_EXHAUSTED. */
  readonly maxConcurrentCalls: number;
  /** Bound on a unary call whose client gave no deadline. */
  readonly unaryDeadlineMs: number;
  /** Ends streams at once when the server shuts down. */
  readonly shutdown: AbortSignal;
}

const tracer = trace.getTracer('@blockqnn/rpc');
const RETRY_WHEN_BUSY_MS = 1000;

/** Runs handlers under everything that every call needs: limit, deadline, trace, log line, error mapping. */
export class CallScope {
  readonly #options: CallScopeOptions;
  #running = 0;
  #onIdle: () => void = () => undefined;

  constructor(options: CallScopeOptions) {
    this.#options = options;
  }

  /** Resolves when no handler runs. */
  async idle(): Promise<void> {
    if (this.#running === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  /**
   * Runs a handler for a call. Rejects with an {@link RpcError} always; what is not one becomes INTERNAL
   * "internal error", and its cause stands in the log alone.
   */
  async run<Result>(
    method: string,
    call: ServerCall,
    streaming: boolean,
    handler: (context: CallContext) => Promise<Result>,
  ): Promise<Result> {
    const parent = traceContextOf(call.metadata);
    const span = tracer.startSpan(method, { kind: SpanKind.SERVER }, parent);
    // Without an SDK the span is a copy of its parent, which has a valid trace id either way.
    const active = trace.setSpan(parent, span);
    const { traceId } = span.spanContext();
    const logger = this.#options.logger.child({ method, traceId });
    const startedAt = performance.now();
    const deadline = this.#deadline(call, streaming);
    let code = status.OK;
    this.#running += 1;
    try {
      if (this.#running > this.#options.maxConcurrentCalls) {
        throw resourceExhausted(
          'TOO_MANY_CALLS',
          `more than ${String(this.#options.maxConcurrentCalls)} calls at once`,
          RETRY_WHEN_BUSY_MS,
        );
      }
      if (call.request === MALFORMED) {
        throw invalidArgument([
          { field: '(request)', description: 'the bytes are not a message of this method' },
        ]);
      }
      const peer = call.getPeer();
      return await context.with(active, () =>
        deadline.race(handler({ signal: deadline.signal, logger, peer, traceId })),
      );
    } catch (error) {
      const mapped = toRpcError(error, deadline.signal);
      code = mapped.code;
      if (mapped.code === status.INTERNAL) logger.error({ err: error }, 'call failed');
      span.recordException(mapped);
      throw mapped;
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#onIdle();
      deadline.clear();
      span.setAttribute('rpc.grpc.status_code', code);
      if (code !== status.OK) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
      logger.info({ code: status[code], durationMs: Math.round(performance.now() - startedAt) }, 'call');
    }
  }

  #deadline(call: ServerCall, streaming: boolean) {
    const controller = new AbortController();
    const deadline = Number(call.getDeadline());
    const leftMs = Number.isFinite(deadline)
      ? deadline - systemClock.now()
      : streaming
        ? Number.POSITIVE_INFINITY
        : this.#options.unaryDeadlineMs;
    const expire = () => {
      controller.abort(new RpcError(status.DEADLINE_EXCEEDED, 'the deadline passed'));
    };
    // Node's timers overflow above 2^31 − 1 ms and then fire at once.
    const timer = leftMs < 2 ** 31 ? setTimeout(expire, Math.max(0, leftMs)) : undefined;
    call.once('cancelled', () => {
      controller.abort(new RpcError(status.CANCELLED, 'the caller went away'));
    });
    const shutdown = () => {
      controller.abort(
        new RpcError(status.UNAVAILABLE, 'the server is shutting down', { retryDelayMs: 1000 }),
      );
    };
    if (streaming) {
      if (this.#options.shutdown.aborted) shutdown();
      else this.#options.shutdown.addEventListener('abort', shutdown);
    }
    const { signal } = controller;
    return {
      signal,
      /** A unary handler that does not watch its signal must not keep the caller waiting. */
      race: <Value>(work: Promise<Value>): Promise<Value> => (streaming ? work : raceAbort(work, signal)),
      clear: () => {
        clearTimeout(timer);
        this.#options.shutdown.removeEventListener('abort', shutdown);
      },
    };
  }
}

function toRpcError(error: unknown, signal: AbortSignal): RpcError {
  if (error instanceof RpcError) return error;
  if (signal.aborted && signal.reason instanceof RpcError) return signal.reason;
  return new RpcError(status.INTERNAL, 'internal error', {}, { cause: error });
}
