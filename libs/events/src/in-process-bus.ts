import type { Logger } from '@blockqnn/telemetry';
import type { BackOff } from './back-off.js';
import { errorOf } from './error-of.js';
import type { BatchOutcome, BusMessage, EventBus, SubscribeOptions } from './event-bus.js';
import { InProcessSubscription, type GivenMessage } from './in-process-subscription.js';
import { RecentIds } from './recent-ids.js';
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

interface WaitingMessage extends GivenMessage {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

class InProcessBus implements EventBus {
  readonly #subscriptions = new Map<string, InProcessSubscription>();
  readonly #closed = new AbortController();
  readonly #recent: RecentIds;
  readonly #logger: Logger | undefined;
  readonly #backOff: BackOff;
  readonly #waiting: WaitingMessage[] = [];
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
        return this.#enqueue(message, stops);
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
    let published = 0;
    try {
      while (published < messages.length) {
        // One that somebody published before may have to be published again, and then before those after it.
        const rest = messages.slice(published);
        const known = rest.findIndex(({ id }) => this.#recent.has(id));
        const together = known === -1 ? rest : rest.slice(0, Math.max(1, known));
        const outcomes = await Promise.allSettled(together.map((message) => this.publish(message, signal)));
        for (const outcome of outcomes) {
          if (outcome.status === 'rejected') throw errorOf(outcome.reason);
          published += 1;
        }
      }
      return { published, error: undefined };
    } catch (error) {
      return { published, error: errorOf(error) };
    }
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

  /** Resolves when every subscription has dealt with the message, which comes after all that came before. */
  #enqueue(message: BusMessage, stops: readonly AbortSignal[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ message, stops, resolve, reject });
      if (this.#waiting.length === 1) this.#last = this.#last.then(() => this.#deliverWaiting());
    });
  }

  async #deliverWaiting(): Promise<void> {
    while (this.#waiting.length > 0) {
      const subscriptions = [...this.#subscriptions.values()];
      const given = this.#waiting.slice(0, Math.max(1, ...subscriptions.map(({ most }) => most)));
      const outcomes = subscriptions.map((one) => one.dealAll(given));
      const settle = async (one: WaitingMessage): Promise<void> => {
        const dealt = await Promise.allSettled(outcomes.flatMap((each) => each.get(one) ?? []));
        const failed = dealt.find(({ status }) => status === 'rejected');
        if (failed?.status === 'rejected') one.reject(errorOf(failed.reason));
        else one.resolve();
      };
      await Promise.all(given.map(settle));
      this.#waiting.splice(0, given.length);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed.abort(new Error('the bus is closed'));
    await this.#last;
  }
}
