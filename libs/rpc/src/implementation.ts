import type { ServiceDefinition, UntypedServiceImplementation, sendUnaryData } from '@grpc/grpc-js';
import type {
  ServerErrorResponse,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedHandleCall,
} from '@grpc/grpc-js';
import { systemClock } from '@blockqnn/telemetry';
import { bounded } from './bounded-error.js';
import type { CallScope, ScopedMethod } from './call-scope.js';
import { detailsToMetadata } from './error-details.js';
import type { RpcError } from './error.js';
import type { CallContext } from './handlers.js';
import { MALFORMED, malformed } from './malformed.js';
import { raceAbort } from './race-abort.js';

type AnyHandler = (request: unknown, context: CallContext) => unknown;

/** Handlers in the callback and stream form that grpc-js calls. */
export function implementationOf(
  definition: ServiceDefinition,
  handlers: Readonly<Record<string, unknown>>,
  scope: CallScope,
  held: ReadonlySet<string>,
): UntypedServiceImplementation {
  const entries = Object.entries(definition).map(([proto, grpc]): [string, UntypedHandleCall] => {
    const name = proto.charAt(0).toLowerCase() + proto.slice(1);
    const handler = handlers[name] as AnyHandler;
    const streaming = grpc.requestStream || grpc.responseStream;
    const method = { name, label: grpc.path.slice(1), streaming, held: held.has(name) };
    if (grpc.responseStream) return [proto, serverStream(method, handler, scope)];
    return [proto, grpc.requestStream ? clientStream(method, handler, scope) : unary(method, handler, scope)];
  });
  return Object.fromEntries(entries);
}

function unary(method: ScopedMethod, handler: AnyHandler, scope: CallScope) {
  return (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
    scope
      .run(method, call, (context) => handler(call.request, context) as Promise<unknown>)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(toServerError(error));
        },
      );
  };
}

function clientStream(method: ScopedMethod, handler: AnyHandler, scope: CallScope) {
  return (call: ServerReadableStream<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
    scope
      .run(method, call, (context) => handler(wellFormed(call), context) as Promise<unknown>)
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback(toServerError(error));
          // Whatever the client still sends is read and dropped, or the answer would wait behind it.
          call.resume();
        },
      );
  };
}

async function* wellFormed(requests: AsyncIterable<unknown>): AsyncGenerator {
  for await (const request of requests) {
    if (request === MALFORMED) throw malformed();
    yield request;
  }
}

function serverStream(method: ScopedMethod, handler: AnyHandler, scope: CallScope) {
  return (call: ServerWritableStream<unknown, unknown>): void => {
    scope
      .run(method, call, async (context) => {
        const responses = handler(call.request, context) as AsyncIterable<unknown>;
        for await (const response of untilAborted(responses, context.signal)) {
          await raceAbort(write(call, response), context.signal);
        }
      })
      .then(
        () => {
          call.end();
        },
        (error: unknown) => {
          call.emit('error', toServerError(error));
        },
      );
  };
}

/** Timers may be so much early. */
const TIMER_MS = 2;

/**
 * Resolves when the value is on its way: a slow reader holds the producer back, not the server's memory up.
 *
 * grpc-js ends an answer at its deadline by a timer of its own. What is written after that, also out of a queue,
 * destroys the HTTP/2 stream without a word to the caller. So nothing waits in a queue, and nothing is written
 * once the time is over.
 */
function write(call: ServerWritableStream<unknown, unknown>, value: unknown): Promise<void> {
  if (systemClock.now() + TIMER_MS >= Number(call.getDeadline())) return new Promise(() => undefined);
  return new Promise((resolve, reject) => {
    call.write(value, (error: Error | null | undefined) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/** Passes values on until the signal aborts; then ends the producer and rejects with the reason. */
async function* untilAborted<Value>(
  values: AsyncIterable<Value>,
  signal: AbortSignal,
): AsyncGenerator<Value> {
  const iterator = values[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await raceAbort(iterator.next(), signal);
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    // Not awaited: a producer that is stuck in a wait of its own must not hold the call open.
    void iterator.return?.().catch(() => undefined);
  }
}

function toServerError(error: unknown): ServerErrorResponse {
  // The scope rejects with nothing else.
  const rpcError = bounded(error as RpcError);
  return Object.assign(new Error(rpcError.message), {
    code: rpcError.code,
    details: rpcError.message,
    metadata: detailsToMetadata(rpcError),
  });
}
