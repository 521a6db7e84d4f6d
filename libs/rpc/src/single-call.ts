import {
  status,
  type CallOptions,
  type Client as GrpcClient,
  type Metadata,
  type MethodDefinition,
  type ServiceError,
} from '@grpc/grpc-js';
import { once } from 'node:events';
import { errorFromService } from './error-details.js';
import { RpcError } from './error.js';

type AnyMethod = MethodDefinition<unknown, unknown>;

export function unaryCall(
  client: GrpcClient,
  method: AnyMethod,
  request: unknown,
  metadata: Metadata,
  options: CallOptions,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(cancelled(signal));
      return;
    }
    const call = client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadata,
      options,
      settle(signal, abort, resolve, reject),
    );
    function abort() {
      call.cancel();
    }
    signal?.addEventListener('abort', abort);
  });
}

export async function* serverStreamCall(
  client: GrpcClient,
  method: AnyMethod,
  request: unknown,
  metadata: Metadata,
  options: CallOptions,
  signal: AbortSignal | undefined,
): AsyncGenerator {
  if (signal?.aborted === true) throw cancelled(signal);
  const call = client.makeServerStreamRequest(
    method.path,
    method.requestSerialize,
    method.responseDeserialize,
    request,
    metadata,
    options,
  );
  const abort = () => {
    call.cancel();
  };
  signal?.addEventListener('abort', abort);
  // The iterator rejects with the error too; without a listener a cancel after the loop would be uncaught.
  call.on('error', () => undefined);
  try {
    yield* call;
  } catch (error) {
    throw toRpcError(error, signal);
  } finally {
    signal?.removeEventListener('abort', abort);
    call.cancel();
  }
}

export async function clientStreamCall(
  client: GrpcClient,
  method: AnyMethod,
  requests: AsyncIterable<unknown>,
  metadata: Metadata,
  options: CallOptions,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  if (signal?.aborted === true) throw cancelled(signal);
  let answered = false;
  let abort = (): void => undefined;
  const answer = new Promise<unknown>((resolve, reject) => {
    const call = client.makeClientStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      metadata,
      options,
      settle(
        signal,
        () => {
          abort();
        },
        resolve,
        reject,
      ),
    );
    abort = () => {
      call.cancel();
    };
    signal?.addEventListener('abort', abort);
    call.on('error', () => undefined);
    const send = async () => {
      for await (const request of requests) {
        // An early refusal makes the rest pointless.
        if (answered) return;
        if (!call.write(request)) await Promise.race([once(call, 'drain'), answer]);
      }
      call.end();
    };
    send().catch((error: unknown) => {
      call.cancel();
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
  answer.catch(() => undefined);
  try {
    return await answer;
  } finally {
    answered = true;
    signal?.removeEventListener('abort', abort);
  }
}

function settle(
  signal: AbortSignal | undefined,
  abort: () => void,
  resolve: (value: unknown) => void,
  reject: (error: Error) => void,
) {
  return (error: ServiceError | null, response?: unknown): void => {
    signal?.removeEventListener('abort', abort);
    if (error) reject(toRpcError(error, signal));
    else resolve(response);
  };
}

function toRpcError(error: unknown, signal: AbortSignal | undefined): Error {
  if (signal?.aborted === true) return cancelled(signal);
  if (error instanceof Error && 'code' in error && 'details' in error)
    return errorFromService(error as ServiceError);
  return error instanceof Error ? error : new Error(String(error));
}

export function cancelled(signal: AbortSignal): RpcError {
  return new RpcError(status.CANCELLED, 'the call was cancelled', {}, { cause: signal.reason });
}
