import { status } from '@grpc/grpc-js';
import { context, SpanKind, SpanStatusCode, trace, type Context, type Span } from '@opentelemetry/api';
import type { Logger } from '@blockqnn/telemetry';
import { CallEnd } from './call-end.js';
import type { Admission, CallGuard } from './call-guard.js';
import { resourceExhausted, RpcError } from './error.js';
import type { CallContext } from './handlers.js';
import { MALFORMED, malformed } from './malformed.js';
import type { ServerCall } from './server-call.js';
import { TRACER, traceContextOf, tracesAreKept } from './trace-context.js';

/** What all calls of a server share. */
export interface CallScopeOptions {
  readonly logger: Logger;
  /** Calls at once; the next is refused with RESOURCE_EXHAUSTED. */
  readonly maxConcurrentCalls: number;
  /** Bound on a unary call whose client gave no deadline. */
  readonly unaryDeadlineMs: number;
  /** Ends streams and calls that are held, at once, when the server shuts down. */
  readonly shutdown: AbortSignal;
  /** Who may call what; undefined: everybody everything. */
  readonly guard?: CallGuard | undefined;
}

/** A method as the scope sees it. */
export interface ScopedMethod {
  /** In lower camel case. */
  readonly name: string;
  /** With package and service. */
  readonly label: string;
  readonly streaming: boolean;
  /** Whether its calls are held until there is something to answer: a long one is nothing to log then. */
  readonly held: boolean;
}

const RETRY_WHEN_BUSY_MS = 1000;
/** A call that takes longer stands in the log. */
const SLOW_MS = 1000;
/** Bound on a held call whose client gave no deadline: above all that a request can ask for. */
const HELD_DEADLINE_MS = 11 * 60_000;

/** Runs handlers under everything that every call needs: guard, limit, deadline, trace, log line, error mapping. */
export class CallScope {
  readonly #options: CallScopeOptions;
  readonly #tracer = tracesAreKept() ? trace.getTracer(TRACER) : undefined;
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
    method: ScopedMethod,
    call: ServerCall,
    handler: (context: CallContext) => Promise<Result>,
  ): Promise<Result> {
    const startedAt = performance.now();
    const { active, span, traceId } = this.#trace(method, call);
    const { logger, shutdown, unaryDeadlineMs, guard } = this.#options;
    const ends = method.streaming || method.held;
    const boundMs = method.streaming ? undefined : method.held ? HELD_DEADLINE_MS : unaryDeadlineMs;
    const end = new CallEnd(call, { boundMs, shutdown: ends ? shutdown : undefined });
    const own = new OwnContext(end, logger, method.label, call, traceId);
    let admission: Admission | undefined;
    let code = status.OK;
    let response: unknown;
    this.#running += 1;
    try {
      this.#checkRoom();
      const request = call.request === MALFORMED ? undefined : call.request;
      admission = guard?.admit({ method: method.name, request, call, traceId });
      if (call.request === MALFORMED) throw malformed();
      const work = context.with(active, handler, undefined, own);
      // Streams end by their signal, after the handler has cleaned up.
      const result = await (method.streaming ? work : end.race(work));
      response = result;
      return result;
    } catch (error) {
      const mapped = toRpcError(error, end.reason);
      code = mapped.code;
      if (code === status.INTERNAL) own.logger.error({ err: error }, 'call failed');
      span?.recordException(mapped);
      throw mapped;
    } finally {
      this.#running -= 1;
      if (this.#running === 0) this.#onIdle();
      end.clear();
      const written = admission?.end({ code, response });
      if (written) await written;
      closeSpan(span, code);
      this.#log(method, code, performance.now() - startedAt, traceId, admission?.caller);
    }
  }

  #checkRoom(): void {
    const { maxConcurrentCalls } = this.#options;
    if (this.#running <= maxConcurrentCalls) return;
    throw resourceExhausted(
      'TOO_MANY_CALLS',
      `more than ${String(maxConcurrentCalls)} calls at once`,
      RETRY_WHEN_BUSY_MS,
    );
  }

  #trace(method: ScopedMethod, call: ServerCall): { active: Context; span?: Span; traceId: string } {
    const parent = traceContextOf(call.metadata);
    if (!this.#tracer) return { active: parent, traceId: trace.getSpanContext(parent)?.traceId ?? '' };
    const span = this.#tracer.startSpan(method.label, { kind: SpanKind.SERVER }, parent);
    return { active: trace.setSpan(parent, span), span, traceId: span.spanContext().traceId };
  }

  /** What went well and quickly is of interest only to whoever looks closely. */
  #log(
    method: ScopedMethod,
    code: status,
    tookMs: number,
    traceId: string,
    caller: string | undefined,
  ): void {
    const slow = tookMs > SLOW_MS && !method.held && !method.streaming;
    const level = code === status.OK && !slow ? 'debug' : 'info';
    const { logger } = this.#options;
    if (!logger.isLevelEnabled(level)) return;
    logger[level](
      {
        method: method.label,
        traceId,
        code: status[code],
        durationMs: Math.round(tookMs),
        ...(caller !== undefined && { caller }),
      },
      'call',
    );
  }
}

/** Makes what few handlers need when they ask for it. */
class OwnContext implements CallContext {
  readonly traceId: string;
  readonly #end: CallEnd;
  readonly #parent: Logger;
  readonly #method: string;
  readonly #call: ServerCall;
  #logger: Logger | undefined;

  constructor(end: CallEnd, parent: Logger, method: string, call: ServerCall, traceId: string) {
    this.#end = end;
    this.#parent = parent;
    this.#method = method;
    this.#call = call;
    this.traceId = traceId;
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  get logger(): Logger {
    return (this.#logger ??= this.#parent.child({ method: this.#method, traceId: this.traceId }));
  }

  get peer(): string {
    return this.#call.getPeer();
  }
}

function closeSpan(span: Span | undefined, code: status): void {
  if (!span) return;
  span.setAttribute('rpc.grpc.status_code', code);
  if (code !== status.OK) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

function toRpcError(error: unknown, ended: RpcError | undefined): RpcError {
  if (error instanceof RpcError) return error;
  return ended ?? new RpcError(status.INTERNAL, 'internal error', {}, { cause: error });
}
