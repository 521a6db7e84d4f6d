import type { ServiceDefinition, UntypedServiceImplementation, sendUnaryData } from '@grpc/grpc-js';
import type {
  ServerErrorResponse,
  ServerReadableStream,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedHandleCall,
} from '@grpc/grpc-js';
import { once } from 'node:events';
import type { CallScope } from './call-scope.js';
import { detailsToMetadata } from './error-details.js';
import type { RpcError } from './error.js';
import { invalidArgument } from './error.js';
import type { CallContext } from './handlers.js';
import { MALFORMED } from './malformed.js';
import { raceAbort } from './race-abort.js';

type AnyHandler = (request: unknown, context: CallContext) => unknown;

/** Handlers in the callback and stream form that grpc-js calls. */
export function implementationOf(
  definition: ServiceDefinition,
  handlers: Readonly<Record<string, unknown>>,
  scope: CallScope,
): UntypedServiceImplementation {
  const entries = Object.entries(definition).map(([name, method]): [string, UntypedHandleCall] => {
    const handler = handlers[name.charAt(0).toLowerCase() + name.slice(1)] as AnyHandler;
    const label = method.path.slice(1);
    if (method.responseStream) return [name, serverStream(label, handler, scope)];
    return [name, method.requestStream ? clientStream(label, handler, scope) : unary(label, handler, scope)];
  });
  return Object.fromEntries(entries);
}

function unary(label: string, handler: AnyHandler, scope: CallScope) {
  return (call: ServerUnaryCall<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
    scope
      .run(label, call, false, (context) => handler(call.request, context) as Promise<unknown>)
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

function clientStream(label: string, handler: AnyHandler, scope: CallScope) {
  return (call: ServerReadableStream<unknown, unknown>, callback: sendUnaryData<unknown>): void => {
    scope
      .run(label, call, true, (context) => handler(wellFormed(call), context) as Promise<unknown>)
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
    if (request === MALFORMED) {
      throw invalidArgument([
        { field: '(request)', description: 'the bytes are not a message of this method' },
      ]);
    }
    yield request;
  }
}

function serverStream(label: string, handler: AnyHandler, scope: CallScope) {
  return (call: ServerWritableStream<unknown, unknown>): void => {
    scope
      .run(label, call, true, async (context) => {
        const responses = handler(call.request, context) as AsyncIterable<unknown>;
        for await (const response of untilAborted(responses, context.signal)) {
          // A slow reader holds the producer back, not the server's memory up.
          if (!call.write(response)) await once(call, 'drain', { signal: context.signal });
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
  const rpcError = error as RpcError;
  return Object.assign(new Error(rpcError.message), {
    code: rpcError.code,
    details: rpcError.message,
    metadata: detailsToMetadata(rpcError),
  });
}
