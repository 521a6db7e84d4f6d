import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { logVerbosity, Server, setLogVerbosity, type ServerCredentials } from '@grpc/grpc-js';
import type { ServiceContract } from '@blockqnn/api';
import type { Logger } from '@blockqnn/telemetry';
import type { CallGuard } from './call-guard.js';
import { CallScope } from './call-scope.js';
import type { Handlers } from './handlers.js';
import { Health } from './health.js';
import { implementationOf } from './implementation.js';
import { formatAddress, type ListenAddress } from './listen-address.js';
import { ListenError } from './listen-error.js';
import { tolerant } from './malformed.js';
import { reflectionOf } from './reflection.js';
import { logRefusedHandshakes } from './refused-handshakes.js';
import { openTransport, type ServerTransport } from './server-transport.js';

export interface ServerLimits {
  /** Largest request in bytes; a larger one is RESOURCE_EXHAUSTED. Default 4 MiB. */
  readonly maxMessageBytes: number;
  /** Calls at once, streams and held ones included: a call that waits costs some kilobytes. Default 20,000. */
  readonly maxConcurrentCalls: number;
  /** Bound on a unary call whose client gave no deadline. Default 60 s. */
  readonly unaryDeadlineMs: number;
  /** How long a shutdown waits for unary calls in flight. Default 10 s. */
  readonly drainMs: number;
}

const DEFAULT_LIMITS: ServerLimits = {
  maxMessageBytes: 4 * 1024 * 1024,
  maxConcurrentCalls: 20_000,
  unaryDeadlineMs: 60_000,
  drainMs: 10_000,
};

/** Time for the last answers to reach their callers. */
const FLUSH_MS = 500;

export interface ServerOptions<Methods> {
  /** Name for messages and logs, for instance "controller". */
  readonly service: string;
  readonly listen: ListenAddress;
  readonly contract: ServiceContract<Methods>;
  readonly handlers: Handlers<Methods>;
  readonly logger: Logger;
  readonly limits?: Partial<ServerLimits> | undefined;
  /** Default: plaintext, on this machine alone. */
  readonly transport?: ServerTransport | undefined;
  /** Who may call what. Default: everybody everything. */
  readonly guard?: CallGuard | undefined;
  /** Methods that hold their calls until there is something to answer: such a call ends at shutdown, as a stream does. */
  readonly held?: readonly (keyof Methods & string)[];
  /** Whether health says SERVING from the start. Default true. */
  readonly serving?: boolean;
}

/** A listening server. Disposing drains: streams and held calls end with UNAVAILABLE, unary calls may finish. */
export interface RpcServer extends AsyncDisposable {
  /** host:port with the real port. */
  readonly address: string;
  /** What `grpc.health.v1` answers, for the service's name and for the empty one. */
  setServing(serving: boolean): void;
}

/** Starts a service with health checking and reflection. Rejects where it cannot listen, saying why. */
export async function startServer<Methods>(options: ServerOptions<Methods>): Promise<RpcServer> {
  const { service, listen, contract, handlers, logger } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  // gRPC writes lines of its own to standard error; what goes wrong is told by errors and our log.
  setLogVerbosity(logVerbosity.NONE);
  const shutdown = new AbortController();
  // Every open stream listens.
  setMaxListeners(0, shutdown.signal);
  const scope = new CallScope({ logger, ...limits, shutdown: shutdown.signal, guard: options.guard });
  const server = new Server({
    'grpc.max_receive_message_length': limits.maxMessageBytes,
    'grpc.max_send_message_length': -1,
    // Two processes on one port would each get a share of the calls.
    'grpc.so_reuseport': 0,
  });
  server.addService(
    tolerant(contract.definition),
    implementationOf(contract.definition, { ...handlers }, scope, new Set<string>(options.held)),
  );
  const health = new Health(['', contract.name]);
  health.addTo(server);
  reflectionOf(contract.name).addToServer(server);

  const transport = openTransport(service, listen, options.transport ?? {}, logger);
  const port = await bind(server, service, listen, transport.credentials).catch((error: unknown) => {
    transport[Symbol.dispose]();
    throw error;
  });
  logRefusedHandshakes(server, logger);
  const setServing = (serving: boolean) => {
    health.set(serving ? 'SERVING' : 'NOT_SERVING');
  };
  setServing(options.serving ?? true);
  const address = formatAddress({ host: listen.host, port });
  logger.info({ address }, 'listening');
  return {
    address,
    setServing,
    [Symbol.asyncDispose]: async () => {
      setServing(false);
      shutdown.abort();
      await drain(server, scope, limits.drainMs);
      transport[Symbol.dispose]();
      logger.info('listening no more');
    },
  };
}

function bind(
  server: Server,
  service: string,
  listen: ListenAddress,
  credentials: ServerCredentials,
): Promise<number> {
  const address = formatAddress(listen);
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (!error) {
        resolve(port);
        return;
      }
      server.forceShutdown();
      const taken = /EADDRINUSE|No address added/.test(error.message);
      const reason = taken ? 'the address is taken or not of this machine' : error.message;
      reject(new ListenError(service, address, reason, undefined, { cause: error }));
    });
  });
}

/**
 * Waits for our own calls to end, within bounds, and for their answers to be on the way. What else is open then
 * is cut off: watchers of health or reflection would hold a shutdown up for as long as they please.
 */
async function drain(server: Server, scope: CallScope, drainMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.tryShutdown(() => {
      resolve();
    });
  });
  if (await endsWithin(drainMs, scope.idle())) await endsWithin(FLUSH_MS, closed);
  server.forceShutdown();
}

/** Whether work ends within a time. */
async function endsWithin(boundMs: number, work: Promise<void>): Promise<boolean> {
  const waiting = new AbortController();
  const { signal } = waiting;
  try {
    return await Promise.race([work.then(() => true), sleep(boundMs, false, { signal })]);
  } finally {
    waiting.abort();
  }
}
