import { EventEmitter, once } from 'node:events';
import type { Logger } from '@blockqnn/telemetry';
import { connect, type NatsConnection } from 'nats';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import { isAborted } from '../is-aborted.js';
import { joinSignals } from '../joined-signal.js';
import { RepeatedFailure } from '../repeated-failure.js';
import { unlessAborted } from '../unless-aborted.js';
import { accessOptions } from './authentication.js';
import type { NatsConfig } from './config.js';
import { natsFailure } from './nats-failure.js';
import { ensureStream } from './stream.js';

/** Pauses between attempts to connect or to set the stream up. */
const BACK_OFF: BackOff = { firstMs: 100, maxMs: 5_000 };
const CONNECT_TIMEOUT_MS = 5_000;
/** A server that vanished without a word is noticed after two unanswered pings. */
const PING_INTERVAL_MS = 10_000;
const DRAIN_MS = 1_000;

/** A connection that can be used until it is lost; the link makes another then, and is ready anew. */
export interface ReadyConnection {
  readonly connection: NatsConnection;
  readonly lost: AbortSignal;
}

/**
 * Keeps a connection to NATS for as long as it is wanted: connects in the background, again and again
 * where there is no server yet, and once more where the connection is lost. The link is ready while there
 * is a connection and the stream stands.
 *
 * The client's own reconnecting is off. It would send after the break what was published before it, and so out of
 * order; it would never read a renewed credentials file; and it says nothing of what it meets.
 */
export class NatsLink implements AsyncDisposable {
  readonly #changes = new EventEmitter<{ ready: [] }>().setMaxListeners(0);
  readonly #closed = new AbortController();
  readonly #failure = new RepeatedFailure();
  readonly #config: NatsConfig;
  readonly #logger: Logger;
  readonly #running: Promise<void>;
  #ready: ReadyConnection | undefined;

  constructor(config: NatsConfig, logger: Logger) {
    this.#config = config;
    this.#logger = logger;
    this.#running = this.#run();
  }

  /** The connection where it can be used now. */
  get ready(): ReadyConnection | undefined {
    return this.#ready;
  }

  /** The connection, once it can be used. Rejects with the signal's reason. */
  async whenReady(signal: AbortSignal): Promise<ReadyConnection> {
    using stop = joinSignals(signal, this.#closed.signal);
    for (;;) {
      stop.signal.throwIfAborted();
      if (this.#ready) return this.#ready;
      await once(this.#changes, 'ready', { signal: stop.signal }).catch((error: unknown) => {
        stop.signal.throwIfAborted();
        throw error;
      });
    }
  }

  /** Sets the stream up, also again for whoever finds it missing. Rejects where that fails. */
  async restoreStream(connection: NatsConnection): Promise<void> {
    await ensureStream(await connection.jetstreamManager(), this.#config.stream);
  }

  /** The error, in words that say what to do. */
  explain(thrown: unknown): Error {
    return natsFailure(thrown, this.#config);
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    while (!isAborted(signal)) {
      try {
        const connection = await connect({
          servers: [...this.#config.servers],
          name: 'blockqnn',
          timeout: CONNECT_TIMEOUT_MS,
          reconnect: false,
          pingInterval: PING_INTERVAL_MS,
          maxPingOut: 2,
          noAsyncTraces: true,
          ...(await accessOptions(this.#config)),
        });
        await this.#hold(connection);
      } catch (error) {
        this.#tell(error, 'no connection to NATS');
      }
      await pause(backOffMs(Math.max(1, this.#failure.count), BACK_OFF), signal).catch(() => undefined);
    }
  }

  /** Sees a connection through to its end. */
  async #hold(connection: NatsConnection): Promise<void> {
    const { signal } = this.#closed;
    const lost = new AbortController();
    const close = (): void => void closeConnection(connection);
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    const ended = connection.closed().then((error) => {
      const wasReady = this.#ready !== undefined;
      this.#ready = undefined;
      lost.abort(error ?? new Error('the connection to NATS is closed'));
      return { error, wasReady };
    });
    await this.#prepare(connection, lost.signal);
    const { error, wasReady } = await ended;
    signal.removeEventListener('abort', close);
    if (signal.aborted) return;
    if (wasReady) this.#logger.warn({ servers: this.#config.servers, err: error }, 'connection to NATS lost');
    else throw error ?? new Error('NATS closed the connection');
  }

  /** Sets the stream up, however long JetStream takes to come up, then declares the link ready. */
  async #prepare(connection: NatsConnection, lost: AbortSignal): Promise<void> {
    while (!isAborted(lost)) {
      try {
        await unlessAborted(this.restoreStream(connection), lost);
        this.#ready = { connection, lost };
        this.#failure.succeeded();
        this.#logger.info({ server: connection.getServer() }, 'connected to NATS');
        this.#changes.emit('ready');
        return;
      } catch (error) {
        if (isAborted(lost)) return;
        const retryInMs = this.#tell(error, 'JetStream stream not ready');
        await pause(retryInMs, lost).catch(() => undefined);
      }
    }
  }

  /** Logs a failure where it is worth a line. Returns how long to wait. */
  #tell(thrown: unknown, message: string): number {
    if (isAborted(this.#closed.signal)) return 0;
    const error = this.explain(thrown);
    const isWorthALine = this.#failure.failed(error);
    const { count: failures } = this.#failure;
    const retryInMs = backOffMs(failures, BACK_OFF);
    const { servers } = this.#config;
    if (isWorthALine) this.#logger.warn({ err: error, servers, failures, retryInMs }, message);
    return retryInMs;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ready = undefined;
    this.#closed.abort(new Error('the bus is closed'));
    await this.#running;
  }
}

/** Lets what is under way reach the server, but does not wait for a server that is away. */
async function closeConnection(connection: NatsConnection): Promise<void> {
  const drained = new AbortController();
  const draining = connection.drain().catch(() => undefined);
  await Promise.race([draining, pause(DRAIN_MS, drained.signal).catch(() => undefined)]);
  drained.abort();
  await connection.close();
}
