import type { Logger } from '@blockqnn/telemetry';
import type { BackOff } from '../back-off.js';
import { errorOf } from '../error-of.js';
import type { BatchOutcome, BusMessage, EventBus, SubscribeOptions } from '../event-bus.js';
import { joinSignals } from '../joined-signal.js';
import { unlessAborted } from '../unless-aborted.js';
import type { NatsAuthentication, NatsConfig, NatsTls, StreamSettings } from './config.js';
import { NatsLink, type ReadyConnection } from './link.js';
import { publishInOrder } from './publish-in-order.js';
import { parseServers } from './servers.js';
import { isStreamMissing } from './stream.js';
import { runNatsSubscription } from './subscription.js';

export interface NatsBusOptions {
  /**
   * Servers of one cluster, for instance "nats://127.0.0.1:4222". User and password, or a token, may stand in the
   * address, and count where `authentication` says nothing.
   */
  readonly servers: string | readonly string[];
  /** Default: none, or what stands in the addresses. */
  readonly authentication?: NatsAuthentication | undefined;
  /** Default: TLS where the server or an address asks for it. */
  readonly tls?: NatsTls | undefined;
  /** Default: the stream stays as it is. */
  readonly stream?: StreamSettings | undefined;
  readonly logger: Logger;
  /** Closes the bus, as disposing it does. */
  readonly signal?: AbortSignal;
  /** Pauses before a failed message is tried again. Default 100 ms, doubled up to 10 s. */
  readonly backOff?: BackOff;
  /** How long publishing waits for a connection, and then for the server's acknowledgement. Default 5 s. */
  readonly publishTimeoutMs?: number;
  /** A message whose handler gave no sign of life for so long is given out again. Default 5 s. */
  readonly ackWaitMs?: number;
}

/**
 * A bus on NATS JetStream. Returns at once and connects in the background; the server may come later, and
 * go and come back. `publish` resolves when the server has stored the message. Throws RangeError for servers
 * that are no addresses.
 */
export function connectNatsBus(options: NatsBusOptions): EventBus {
  return new NatsBus(options);
}

class NatsBus implements EventBus {
  readonly #link: NatsLink;
  readonly #config: NatsConfig;
  readonly #logger: Logger;
  readonly #backOff: BackOff;
  readonly #publishTimeoutMs: number;
  readonly #ackWaitMs: number;
  readonly #closed = new AbortController();
  readonly #subscriptions = new Set<Promise<void>>();

  constructor({
    logger,
    signal,
    backOff = { firstMs: 100, maxMs: 10_000 },
    publishTimeoutMs = 5_000,
    ackWaitMs = 5_000,
    ...options
  }: NatsBusOptions) {
    this.#publishTimeoutMs = publishTimeoutMs;
    this.#ackWaitMs = ackWaitMs;
    this.#config = configOf(options);
    this.#logger = logger;
    this.#backOff = backOff;
    this.#link = new NatsLink(this.#config, logger);
    signal?.addEventListener('abort', () => void this[Symbol.asyncDispose](), { once: true });
    if (signal?.aborted === true) void this[Symbol.asyncDispose]();
  }

  get connected(): boolean {
    return this.#link.ready !== undefined;
  }

  async whenConnected(signal: AbortSignal): Promise<void> {
    await this.#link.whenReady(signal);
  }

  async publish(message: BusMessage, signal: AbortSignal): Promise<void> {
    const { error } = await this.publishBatch([message], signal);
    if (error) throw error;
  }

  async publishBatch(messages: readonly BusMessage[], signal: AbortSignal): Promise<BatchOutcome> {
    try {
      signal.throwIfAborted();
      const { connection, lost } = this.#link.ready ?? (await this.#connection(signal));
      const outcome = await publishInOrder(connection, messages, {
        timeoutMs: this.#publishTimeoutMs,
        stops: [signal, lost],
      });
      const { published, error } = outcome;
      if (!error) return outcome;
      if (isStreamMissing(error)) await this.#link.restoreStream(connection).catch(() => undefined);
      return { published, error: this.#link.explain(error) };
    } catch (error) {
      return { published: 0, error: errorOf(error) };
    }
  }

  async #connection(signal: AbortSignal): Promise<ReadyConnection> {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort(new Error(`no connection to NATS at ${this.#config.servers.join(', ')}`));
    }, this.#publishTimeoutMs);
    using stop = joinSignals(signal, patience.signal);
    try {
      return await this.#link.whenReady(stop.signal);
    } finally {
      clearTimeout(timer);
    }
  }

  async subscribe(options: SubscribeOptions): Promise<void> {
    const stop = joinSignals(options.signal, this.#closed.signal);
    stop.signal.throwIfAborted();
    const standing = new Promise<void>((resolve) => {
      const running = runNatsSubscription({
        link: this.#link,
        logger: this.#logger,
        backOff: this.#backOff,
        ackWaitMs: this.#ackWaitMs,
        subscriber: { ...options, signal: stop.signal },
        onStanding: resolve,
      });
      this.#subscriptions.add(running);
      void running.then(() => {
        stop[Symbol.dispose]();
        this.#subscriptions.delete(running);
      });
    });
    await unlessAborted(standing, stop.signal);
  }

  /** Lets handlers at work finish and acknowledge. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort(new Error('the bus is closed'));
    await Promise.all(this.#subscriptions);
    await this.#link[Symbol.asyncDispose]();
  }
}

function configOf({
  servers,
  authentication,
  tls,
  stream = {},
}: Pick<NatsBusOptions, 'servers' | 'authentication' | 'tls' | 'stream'>): NatsConfig {
  const found = parseServers(typeof servers === 'string' ? servers : servers.join(','));
  const isGiven = authentication !== undefined && authentication.kind !== 'none';
  return {
    servers: found.servers,
    authentication: isGiven ? authentication : found.authentication,
    tls: tls ?? found.tls,
    stream,
  };
}
