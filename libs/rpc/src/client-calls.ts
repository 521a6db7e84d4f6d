import {
  status,
  type CallOptions,
  type Client as GrpcClient,
  type Metadata,
  type MethodDefinition,
} from '@grpc/grpc-js';
import { systemClock } from '@blockqnn/telemetry';
import type { ClientCallOptions } from './client-call-options.js';
import { connected } from './connected.js';
import { RpcError } from './error.js';
import { wasNeverSent, type Attempts, type FailOver } from './fail-over.js';
import { isRepeatable } from './repeatable.js';
import type { SharedLook } from './shared-look.js';
import { cancelled, clientStreamCall, serverStreamCall, unaryCall } from './single-call.js';
import type { TlsFaultError } from './tls-fault.js';
import { outgoingMetadata } from './trace-context.js';

/** One address of the service. */
export interface Target {
  readonly address: string;
  readonly client: GrpcClient;
  /** Why there is no connection, where that is for how TLS is spoken. */
  readonly fault: SharedLook<TlsFaultError | undefined>;
}

type AnyMethod = MethodDefinition<unknown, unknown>;

/** Calls of one client: each at the address that serves, with trace and token. */
export class ClientCalls {
  readonly #failOver: FailOver<Target>;
  readonly #authorization: () => string | undefined;
  readonly #deadlineMs: number;

  constructor(failOver: FailOver<Target>, authorization: () => string | undefined, deadlineMs: number) {
    this.#failOver = failOver;
    this.#authorization = authorization;
    this.#deadlineMs = deadlineMs;
  }

  async unary(
    name: string,
    method: AnyMethod,
    request: unknown,
    options: ClientCallOptions | undefined,
  ): Promise<unknown> {
    const attempts = this.#attempts(options, isRepeatable(name, request));
    return await this.#atOneThatServes(attempts, (client) =>
      unaryCall(client, method, request, this.#metadata(), { deadline: attempts.until }, options?.signal),
    );
  }

  /** Goes over to another address as long as nothing has come. */
  async *serverStream(
    method: AnyMethod,
    request: unknown,
    options: ClientCallOptions | undefined,
  ): AsyncGenerator {
    const attempts = this.#attempts(options, false);
    const { stream, first } = await this.#atOneThatServes(attempts, async (client) => {
      const metadata = this.#metadata();
      const opened = serverStreamCall(client, method, request, metadata, bound(options), options?.signal);
      return { stream: opened, first: await opened.next() };
    });
    if (first.done === true) return;
    try {
      yield first.value;
      yield* stream;
    } finally {
      await stream.return(undefined);
    }
  }

  /** Goes over to another address as long as there is no connection: what is sent can be read only once. */
  async clientStream(
    method: AnyMethod,
    requests: AsyncIterable<unknown>,
    options: ClientCallOptions | undefined,
  ): Promise<unknown> {
    const attempts = this.#attempts(options, false);
    const client = await this.#atOneThatServes(attempts, (one) => Promise.resolve(one));
    return await clientStreamCall(
      client,
      method,
      requests,
      this.#metadata(),
      bound(options),
      options?.signal,
    );
  }

  async #atOneThatServes<Result>(
    attempts: Attempts,
    call: (client: GrpcClient) => Promise<Result>,
  ): Promise<Result> {
    for (let tried = 1; ; tried += 1) {
      const { place, alone, target } = this.#failOver.current;
      try {
        // A single address is called at once, and gRPC says what is wrong with it.
        if (!alone && !(await connected(target.client, attempts.until))) throw notConnected(target);
        return await call(target.client);
      } catch (error) {
        if (!(await this.#failOver.goOn(error, place, tried, attempts))) {
          throw attempts.signal?.aborted === true
            ? cancelled(attempts.signal)
            : ((await faultBehind(error, target)) ?? error);
        }
      }
    }
  }

  /** Even a stream that may last for ever begins within the bound of a unary call, where there are several addresses. */
  #attempts(options: ClientCallOptions | undefined, repeatable: boolean): Attempts {
    const until = systemClock.now() + (options?.deadlineMs ?? this.#deadlineMs);
    return { until, signal: options?.signal, repeatable };
  }

  #metadata(): Metadata {
    const metadata = outgoingMetadata();
    const authorization = this.#authorization();
    if (authorization !== undefined) metadata.set('authorization', authorization);
    return metadata;
  }
}

/** Streams have no deadline unless one is given. */
function bound(options: ClientCallOptions | undefined): CallOptions {
  return options?.deadlineMs === undefined ? {} : { deadline: systemClock.now() + options.deadlineMs };
}

async function faultBehind(error: unknown, { fault }: Target): Promise<TlsFaultError | undefined> {
  // Where nobody listens there is nobody to speak TLS with.
  const worthALook = error instanceof RpcError && wasNeverSent(error) && !/ECONNREFUSED/.test(error.message);
  return worthALook ? await fault.look() : undefined;
}

function notConnected({ address }: Target): RpcError {
  return new RpcError(status.UNAVAILABLE, `No connection established to ${address}`);
}
