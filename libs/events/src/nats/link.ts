import { EventEmitter, once } from 'node:events';
import type { Logger } from '@blockqnn/telemetry';
import { connect, type NatsConnection } from 'nats';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import { isAborted } from '../is-aborted.js';
import { unlessAborted } from '../unless-aborted.js';
import { StatusWatch } from './status-watch.js';
import { ensureStream } from './stream.js';

/** Pauses between attempts to connect or to set the stream up. */
const BACK_OFF: BackOff = { firstMs: 100, maxMs: 5_000 };
const CONNECT_TIMEOUT_MS = 5_000;
const RECONNECT_WAIT_MS = 250;
/** A server that vanished without a word is noticed after two unanswered pings. */
const PING_INTERVAL_MS = 10_000;
const DRAIN_MS = 1_000;

/** A connection that can be used until it is lost; the client reconnects it, and then the link is ready anew. */
export interface ReadyConnection {
  readonly connection: NatsConnection;
  readonly lost: AbortSignal;
}

/**
 * Keeps a connection to NATS for as long as it is wanted: connects in the background, again and again
 * where there is no server yet, and once more where the connection is lost. The link is ready while there
 * is a connection and the stream stands.
 */
export class NatsLink implements AsyncDisposable {
  readonly #changes = new EventEmitter<{ ready: [] }>().setMaxListeners(0);
  readonly #closed = new AbortController();
  readonly #servers: readonly string[];
  readonly #logger: Logger;
  readonly #running: Promise<void>;
  #ready: ReadyConnection | undefined;

  constructor(servers: readonly string[], logger: Logger) {
    this.#servers = servers;
    this.#logger = logger;
    this.#running = this.#run();
  }

  /** The connection where it can be used now. */
  get ready(): ReadyConnection | undefined {
    return this.#ready;
  }

  /** The connection, once it can be used. Rejects with the signal's reason. */
  async whenReady(signal: AbortSignal): Promise<ReadyConnection> {
    const stop = AbortSignal.any([signal, this.#closed.signal]);
    for (;;) {
      stop.throwIfAborted();
      if (this.#ready) return this.#ready;
      await once(this.#changes, 'ready', { signal: stop }).catch((error: unknown) => {
        stop.throwIfAborted();
        throw error;
      });
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#closed;
    for (let failures = 0; !signal.aborted;) {
      try {
        const connection = await connect({
          servers: [...this.#servers],
          name: 'blockqnn',
          timeout: CONNECT_TIMEOUT_MS,
          maxReconnectAttempts: -1,
          reconnectTimeWait: RECONNECT_WAIT_MS,
          ignoreAuthErrorAbort: true,
          pingInterval: PING_INTERVAL_MS,
          maxPingOut: 2,
        });
        failures = 0;
        await this.#hold(connection);
      } catch (error) {
        const retryInMs = backOffMs(++failures, BACK_OFF);
        this.#logger.warn({ err: error, servers: this.#servers, retryInMs }, 'no connection to NATS');
        await pause(retryInMs, signal).catch(() => undefined);
      }
    }
  }

  /** Sees a connection through its breaks and reconnects. Resolves when it is closed for good. */
  async #hold(connection: NatsConnection): Promise<void> {
    const { signal } = this.#closed;
    const close = (): void => void closeConnection(connection);
    signal.addEventListener('abort', close, { once: true });
    if (signal.aborted) close();
    const watch = new StatusWatch(connection, {
      onConnected: (lost) => void this.#prepare(connection, lost),
      onLost: () => {
        this.#ready = undefined;
        if (!signal.aborted) this.#logger.warn({ servers: this.#servers }, 'connection to NATS lost');
      },
    });
    await connection.closed();
    watch.end();
    signal.removeEventListener('abort', close);
  }

  /** Sets the stream up, however long JetStream takes to come up, then declares the link ready. */
  async #prepare(connection: NatsConnection, lost: AbortSignal): Promise<void> {
    for (let attempt = 1; !lost.aborted; attempt++) {
      try {
        await ensureStream(await connection.jetstreamManager());
        if (isAborted(lost)) return;
        this.#ready = { connection, lost };
        this.#logger.info({ server: connection.getServer() }, 'connected to NATS');
        this.#changes.emit('ready');
        return;
      } catch (error) {
        if (isAborted(lost)) return;
        const retryInMs = backOffMs(attempt, BACK_OFF);
        this.#logger.warn({ err: error, retryInMs }, 'JetStream stream not ready');
        await pause(retryInMs, lost).catch(() => undefined);
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#ready = undefined;
    this.#closed.abort(new Error('the bus is closed'));
    await this.#running;
  }
}

/** Lets what is under way reach the server, but does not wait for a server that is away. */
async function closeConnection(connection: NatsConnection): Promise<void> {
  await unlessAborted(connection.drain(), AbortSignal.timeout(DRAIN_MS)).catch(() => undefined);
  await connection.close();
}
