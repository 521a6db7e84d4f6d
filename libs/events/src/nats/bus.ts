import type { Logger } from '@blockqnn/telemetry';
import type { BackOff } from '../back-off.js';
import type { BusMessage, EventBus, SubscribeOptions } from '../event-bus.js';
import { unlessAborted } from '../unless-aborted.js';
import { NatsLink, type ReadyConnection } from './link.js';
import { natsHeaders } from './message.js';
import { STREAM_NAME } from './stream.js';
import { runNatsSubscription } from './subscription.js';

export interface NatsBusOptions {
  /** Servers of one cluster, for instance "nats://127.0.0.1:4222". */
  readonly servers: string | readonly string[];
  readonly logger: Logger;
  /** Closes the bus, as disposing it does. */
  readonly signal?: AbortSignal;
  /** Pauses before a failed message is tried again. Default 100 ms, doubled up to 10 s. */
  readonly backOff?: BackOff;
  /** How long `publish` waits for a connection, and then for the server's acknowledgement. Default 5 s. */
  readonly publishTimeoutMs?: number;
  /** A message whose handler gave no sign of life for so long is given out again. Default 5 s. */
  readonly ackWaitMs?: number;
}

/**
 * A bus on NATS JetStream. Returns at once and connects in the background; the server may come later, and
 * go and come back. `publish` resolves when the server has stored the message.
 */
export function connectNatsBus(options: NatsBusOptions): EventBus {
  return new NatsBus(options);
}

class NatsBus implements EventBus {
  readonly #link: NatsLink;
  readonly #logger: Logger;
  readonly #backOff: BackOff;
  readonly #servers: readonly string[];
  readonly #publishTimeoutMs: number;
  readonly #ackWaitMs: number;
  readonly #closed = new AbortController();
  readonly #subscriptions = new Set<Promise<void>>();

  constructor({
    servers,
    logger,
    signal,
    backOff = { firstMs: 100, maxMs: 10_000 },
    publishTimeoutMs = 5_000,
    ackWaitMs = 5_000,
  }: NatsBusOptions) {
    this.#publishTimeoutMs = publishTimeoutMs;
    this.#ackWaitMs = ackWaitMs;
    this.#servers = typeof servers === 'string' ? servers.split(',').map((server) => server.trim()) : servers;
    this.#logger = logger;
    this.#backOff = backOff;
    this.#link = new NatsLink(this.#servers, logger);
    signal?.addEventListener('abort', () => void this[Symbol.asyncDispose](), { once: true });
    if (signal?.aborted === true) void this[Symbol.asyncDispose]();
  }

  get connected(): boolean {
    return this.#link.ready !== undefined;
  }

  async publish(message: BusMessage, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const { connection } = this.#link.ready ?? (await this.#connection(signal));
    const acknowledged = connection.jetstream().publish(message.subject, message.body, {
      msgID: message.id,
      headers: natsHeaders(message),
      timeout: this.#publishTimeoutMs,
      expect: { streamName: STREAM_NAME },
    });
    await unlessAborted(acknowledged, signal);
  }

  async #connection(signal: AbortSignal): Promise<ReadyConnection> {
    const patience = AbortSignal.timeout(this.#publishTimeoutMs);
    try {
      return await this.#link.whenReady(AbortSignal.any([signal, patience]));
    } catch (error) {
      if (!patience.aborted || signal.aborted) throw error;
      throw new Error(`no connection to NATS at ${this.#servers.join(', ')}`, { cause: error });
    }
  }

  async subscribe(options: SubscribeOptions): Promise<void> {
    const signal = AbortSignal.any([options.signal, this.#closed.signal]);
    signal.throwIfAborted();
    let running: Promise<void> | undefined;
    const standing = new Promise<void>((resolve) => {
      running = runNatsSubscription({
        link: this.#link,
        logger: this.#logger,
        backOff: this.#backOff,
        ackWaitMs: this.#ackWaitMs,
        subscriber: { ...options, signal },
        onStanding: resolve,
      });
    });
    if (running) this.#track(running);
    await unlessAborted(standing, signal);
  }

  #track(running: Promise<void>): void {
    this.#subscriptions.add(running);
    void running.then(() => this.#subscriptions.delete(running));
  }

  /** Lets handlers at work finish and acknowledge. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort(new Error('the bus is closed'));
    await Promise.all(this.#subscriptions);
    await this.#link[Symbol.asyncDispose]();
  }
}
