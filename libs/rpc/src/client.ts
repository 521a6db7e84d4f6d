import { Client as GrpcClient, type MethodDefinition } from '@grpc/grpc-js';
import type { Method, ServiceContract } from '@blockqnn/api';
import type { ClientCallOptions } from './client-call-options.js';
import { ClientCalls, type Target } from './client-calls.js';
import { openConnection, type ClientConnection } from './client-connection.js';
import { FailOver } from './fail-over.js';
import { SharedLook } from './shared-look.js';
import { findTlsFault } from './tls-fault.js';
import { formatAddress, parseAddresses, type ListenAddress } from './listen-address.js';

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
  /** Bound on each unary call, fail-over included. Default 30 s. */
  readonly deadlineMs?: number;
  /** Default: plaintext, without a token. */
  readonly connection?: ClientConnection | undefined;
}

const DEFAULT_DEADLINE_MS = 30_000;

const CHANNEL = {
  'grpc.max_receive_message_length': -1,
  'grpc.max_send_message_length': -1,
  // A server that was stopped in its tracks is given up after these two.
  'grpc.keepalive_time_ms': 10_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.initial_reconnect_backoff_ms': 200,
  'grpc.max_reconnect_backoff_ms': 2000,
};

/**
 * A client of a service at `host:port`, or at one of several addresses, separated by commas. Connects with the
 * first call, and again after every loss. With several addresses a call goes on at the next one where the first
 * stands by or cannot be reached; see {@link FailOver}. Streams do so only before they begin.
 *
 * @throws Error where no address is one, where a token would leave the machine in plaintext, and where a file of
 * the connection does not do.
 */
export function createClient<Methods>(
  contract: ServiceContract<Methods>,
  address: string,
  options: ClientOptions = {},
): Client<Methods> {
  const addresses = parseAddresses(address);
  if (!addresses) throw new Error(`${address}: must be host:port, or several separated by commas`);
  const connection = openConnection(addresses, options.connection ?? {});
  const open = (each: ListenAddress): Target => {
    const { credentials, calledWith } = connection.to(each);
    const client = new GrpcClient(formatAddress(each), credentials, CHANNEL);
    return { address: formatAddress(each), client, fault: new SharedLook(() => findTlsFault(calledWith())) };
  };
  const [first, ...rest] = addresses;
  const targets: [Target, ...Target[]] = [open(first), ...rest.map(open)];
  const calls = new ClientCalls(
    new FailOver(targets),
    connection.authorization,
    options.deadlineMs ?? DEFAULT_DEADLINE_MS,
  );
  const methods = Object.entries(contract.definition).map(([name, method]): [string, unknown] => {
    const own = name.charAt(0).toLowerCase() + name.slice(1);
    return [own, clientMethod(calls, own, method)];
  });
  return Object.assign(Object.fromEntries(methods), {
    [Symbol.dispose]: () => {
      for (const { client } of targets) client.close();
      connection[Symbol.dispose]();
    },
  }) as Client<Methods>;
}

function clientMethod(calls: ClientCalls, name: string, method: MethodDefinition<unknown, unknown>) {
  if (method.responseStream) {
    return (request: unknown, options?: ClientCallOptions) => calls.serverStream(method, request, options);
  }
  if (method.requestStream) {
    return (requests: AsyncIterable<unknown>, options?: ClientCallOptions) =>
      calls.clientStream(method, requests, options);
  }
  return (request: unknown, options?: ClientCallOptions) => calls.unary(name, method, request, options);
}
