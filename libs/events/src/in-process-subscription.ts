import { EventEmitter, once } from 'node:events';
import type { Logger } from '@blockqnn/telemetry';
import { backOffMs, pause, type BackOff } from './back-off.js';
import type { BusMessage, SubscribeOptions } from './event-bus.js';
import { joinSignals } from './joined-signal.js';
import { isPowerOfTwo } from './repeated-failure.js';

/** A durable subscription: outlives its subscribers, of which it has one or none. */
export class InProcessSubscription {
  readonly #changes = new EventEmitter<{ attached: [] }>();
  readonly #logger: Logger | undefined;
  readonly #backOff: BackOff;
  #subscriber: SubscribeOptions | undefined;
  #filter = '';

  constructor(logger: Logger | undefined, backOff: BackOff) {
    this.#logger = logger;
    this.#backOff = backOff;
  }

  get filter(): string {
    return this.#filter;
  }

  get attached(): boolean {
    return this.#subscriber !== undefined && !this.#subscriber.signal.aborted;
  }

  attach(subscriber: SubscribeOptions): void {
    this.#subscriber = subscriber;
    this.#filter = subscriber.filter;
    this.#changes.emit('attached');
  }

  /** Resolves when a subscriber has dealt with the message; waits for one, and tries again where it fails. */
  async deal(message: BusMessage, stops: readonly AbortSignal[]): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      const subscriber = await this.#present(stops);
      try {
        await subscriber.onMessage(message);
        return;
      } catch (error) {
        const retryInMs = backOffMs(attempt, this.#backOff);
        if (isPowerOfTwo(attempt)) {
          this.#logger?.warn(
            { err: error, durable: subscriber.durable, messageId: message.id, attempt, retryInMs },
            'message failed',
          );
        }
        using stop = joinSignals(...stops);
        await pause(retryInMs, stop.signal);
      }
    }
  }

  async #present(stops: readonly AbortSignal[]): Promise<SubscribeOptions> {
    for (;;) {
      for (const stop of stops) stop.throwIfAborted();
      if (this.#subscriber && !this.#subscriber.signal.aborted) return this.#subscriber;
      using stop = joinSignals(...stops);
      await once(this.#changes, 'attached', { signal: stop.signal }).catch(() => undefined);
    }
  }
}
