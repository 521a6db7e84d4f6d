import { Client as GrpcClient, credentials, type CallOptions, type MethodDefinition } from '@grpc/grpc-js';
import type { Method, ServiceContract } from '@blockqnn/api';
import { systemClock } from '@blockqnn/telemetry';
import { clientStreamCall, serverStreamCall, unaryCall } from './client-calls.js';

export interface ClientCallOptions {
  /** Cancels the call. */
  readonly signal?: AbortSignal;
  /** Replaces the client's; streams have none unless given here. */
  readonly deadlineMs?: number;
}

type ClientMethod<M extends Method> = M['kind'] extends 'unary'
  ? (request: M['requestInput'], options?: ClientCallOptions) => Promise<M['response']>
  : M['kind'] extends 'serverStream'
    ? (request: M['requestInput'], options?: ClientCallOptions) => AsyncIterable<M['response']>
    : (requests: AsyncIterable<M['requestInput']>, options?: ClientCallOptions) => Promise<M['response']>;

/** Every method of a service as an async function. Rejections are RpcErrors. Disposing closes the connection. */
export type Client<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends Method ? ClientMethod<Methods[Name]> : never;
} & Disposable;

export interface ClientOptions {
  /** Bound on each unary call. Default 30 s. */
  readonly deadlineMs?: number;
}

const DEFAULT_DEADLINE_MS = 30_000;

/** A client of a service at `host:port`. Connects with the first call, and again after every loss. */
export function createClient<Methods>(
  contract: ServiceContract<Methods>,
  address: string,
  options: ClientOptions = {},
): Client<Methods> {
  const client = new GrpcClient(address, credentials.createInsecure(), {
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
    'grpc.keepalive_time_ms': 30_000,
    'grpc.keepalive_timeout_ms': 10_000,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 5000,
  });
  const methods = Object.entries(contract.definition).map(([name, method]): [string, unknown] => [
    name.charAt(0).toLowerCase() + name.slice(1),
    clientMethod(client, method, options.deadlineMs ?? DEFAULT_DEADLINE_MS),
  ]);
  return Object.assign(Object.fromEntries(methods), {
    [Symbol.dispose]: () => {
      client.close();
    },
  }) as Client<Methods>;
}

function clientMethod(client: GrpcClient, method: MethodDefinition<unknown, unknown>, deadlineMs: number) {
  const callOptions = (
    options: ClientCallOptions | undefined,
    defaultMs: number | undefined,
  ): CallOptions => {
    const boundMs = options?.deadlineMs ?? defaultMs;
    return boundMs === undefined ? {} : { deadline: systemClock.now() + boundMs };
  };
  if (method.responseStream) {
    return (request: unknown, options?: ClientCallOptions) =>
      serverStreamCall(client, method, request, callOptions(options, undefined), options?.signal);
  }
  if (method.requestStream) {
    return (requests: AsyncIterable<unknown>, options?: ClientCallOptions) =>
      clientStreamCall(client, method, requests, callOptions(options, undefined), options?.signal);
  }
  return (request: unknown, options?: ClientCallOptions) =>
    unaryCall(client, method, request, callOptions(options, deadlineMs), options?.signal);
}
