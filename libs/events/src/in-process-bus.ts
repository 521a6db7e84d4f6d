import type { Logger } from '@blockqnn/telemetry';
import type { BackOff } from './back-off.js';
import { errorOf } from './error-of.js';
import type { BatchOutcome, BusMessage, EventBus, SubscribeOptions } from './event-bus.js';
import { InProcessSubscription } from './in-process-subscription.js';
import { RecentIds } from './recent-ids.js';
import { subjectMatches } from './subjects.js';
import { unlessAborted } from './unless-aborted.js';

export interface InProcessBusOptions {
  /** Told of handlers that fail. Default: nobody. */
  readonly logger?: Logger;
  /** Message ids that are remembered to drop duplicates. Default 10,000. */
  readonly duplicateWindow?: number;
  /** Pauses before a failed message is tried again. Default 100 ms, doubled up to 10 s. */
  readonly backOff?: BackOff;
}

/**
 * A bus for services that share a process. It keeps nothing on disk: `publish` resolves once every durable
 * subscription has dealt with the message, so whoever publishes from an outbox loses nothing when the
 * process dies. A durable subscription whose subscriber is away holds publishing up until it is back. One
 * that was never made is not waited for: subscribe before publishing begins. A handler must not wait for a
 * `publish` of its own.
 */
export function createInProcessBus(options: InProcessBusOptions = {}): EventBus {
  return new InProcessBus(options);
}

class InProcessBus implements EventBus {
  readonly #subscriptions = new Map<string, InProcessSubscription>();
  readonly #closed = new AbortController();
  readonly #recent: RecentIds;
  readonly #logger: Logger | undefined;
  readonly #backOff: BackOff;
  #last: Promise<void> = Promise.resolve();

  constructor(options: InProcessBusOptions) {
    this.#logger = options.logger;
    this.#backOff = options.backOff ?? { firstMs: 100, maxMs: 10_000 };
    this.#recent = new RecentIds(options.duplicateWindow ?? 10_000);
  }

  get connected(): boolean {
    return !this.#closed.signal.aborted;
  }

  async publish(message: BusMessage, signal: AbortSignal): Promise<void> {
    const stops = [signal, this.#closed.signal];
    for (;;) {
      for (const stop of stops) stop.throwIfAborted();
      const { outcome, isOwn } = this.#recent.once(message.id, () => {
        const delivered = this.#last.then(() => this.#deliver(message, stops));
        this.#last = delivered.catch(() => undefined);
        return delivered;
      });
      try {
        await unlessAborted(outcome, ...stops);
        return;
      } catch (error) {
        // Whoever published the same message before gave it up, which is not the end of it.
        if (isOwn) throw error;
      }
    }
  }

  async publishBatch(messages: readonly BusMessage[], signal: AbortSignal): Promise<BatchOutcome> {
    for (const [published, message] of messages.entries()) {
      try {
        await this.publish(message, signal);
      } catch (error) {
        return { published, error: errorOf(error) };
      }
    }
    return { published: messages.length, error: undefined };
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- so that it rejects rather than throws
  async whenConnected(signal: AbortSignal): Promise<void> {
    for (const stop of [signal, this.#closed.signal]) stop.throwIfAborted();
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- so that it rejects rather than throws
  async subscribe(options: SubscribeOptions): Promise<void> {
    for (const stop of [options.signal, this.#closed.signal]) stop.throwIfAborted();
    let subscription = this.#subscriptions.get(options.durable);
    if (subscription?.attached === true) {
      throw new Error(`durable subscription ${options.durable} has a subscriber already`);
    }
    subscription ??= new InProcessSubscription(this.#logger, this.#backOff);
    subscription.attach(options);
    this.#subscriptions.set(options.durable, subscription);
  }

  async #deliver(message: BusMessage, stops: readonly AbortSignal[]): Promise<void> {
    for (const stop of stops) stop.throwIfAborted();
    const interested = [...this.#subscriptions.values()].filter((one) =>
      subjectMatches(one.filter, message.subject),
    );
    await Promise.all(interested.map((one) => one.deal(message, stops)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort(new Error('the bus is closed'));
    await this.#last;
  }
}
