import { EventEmitter, once } from 'node:events';
import type { Logger } from '@blockqnn/telemetry';
import { backOffMs, pause, type BackOff } from './back-off.js';
import type { BusMessage, SubscribeOptions } from './event-bus.js';
import { isAborted } from './is-aborted.js';
import { joinSignals } from './joined-signal.js';
import { isPowerOfTwo } from './repeated-failure.js';
import { subjectMatches } from './subjects.js';

/** A message, and what gives it up. */
export interface GivenMessage {
  readonly message: BusMessage;
  readonly stops: readonly AbortSignal[];
}

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

  /** Messages that the subscriber takes at once; from 1. */
  get most(): number {
    return this.#subscriber?.batch?.most ?? 1;
  }

  get attached(): boolean {
    return this.#subscriber !== undefined && !this.#subscriber.signal.aborted;
  }

  attach(subscriber: SubscribeOptions): void {
    this.#subscriber = subscriber;
    this.#filter = subscriber.filter;
    this.#changes.emit('attached');
  }

  /** Has those messages dealt with that it is for, in order, together where its subscriber takes batches. */
  dealAll(given: readonly GivenMessage[]): ReadonlyMap<GivenMessage, Promise<void>> {
    const interested = given.filter(({ message }) => subjectMatches(this.#filter, message.subject));
    const outcomes = new Map<GivenMessage, Promise<void>>();
    let before: Promise<unknown> = Promise.resolve();
    for (let begin = 0; begin < interested.length; begin += this.most) {
      const batch = interested.slice(begin, begin + this.most);
      const together = before.then(() => this.#dealTogether(batch));
      before = together;
      for (const one of batch) {
        const outcome = before.then(async () => {
          if (!(await together)) await this.#deal(one);
        });
        before = outcome.catch(() => undefined);
        outcomes.set(one, outcome);
      }
    }
    return outcomes;
  }

  /** False where the messages have to be dealt with one by one. */
  async #dealTogether(messages: readonly GivenMessage[]): Promise<boolean> {
    const isGivenUp = messages.some(({ stops }) => stops.some(isAborted));
    const { batch, durable } = this.#subscriber ?? {};
    if (!batch || messages.length === 1 || isGivenUp || !this.attached) return false;
    try {
      await batch.onMessages(messages.map(({ message }) => message));
      return true;
    } catch (error) {
      this.#logger?.warn(
        { err: error, durable, messages: messages.length },
        'batch failed; its messages go one by one',
      );
      return false;
    }
  }

  /** Resolves when a subscriber has dealt with the message; waits for one, and tries again where it fails. */
  async #deal({ message, stops }: GivenMessage): Promise<void> {
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
