import type { Consumer, NatsConnection } from 'nats';
import { backOffMs, pause, type BackOff } from '../back-off.js';
import { isAborted } from '../is-aborted.js';
import { joinSignals } from '../joined-signal.js';
import { handBack, type Delivery } from './delivery.js';
import type { NatsLink } from './link.js';
import { pull } from './pull.js';

/** How long one request for messages waits at the server. */
const PULL_MS = 30_000;

/** Pauses while others have messages that come before ours, or among them. */
const TURN: BackOff = { firstMs: 20, maxMs: 500 };

/** Messages in memory at most while their order is found out. */
const MOST_TO_SORT = 10_000;

export interface OrderedDeliveriesOptions {
  readonly link: NatsLink;
  readonly connection: NatsConnection;
  readonly consumer: Consumer;
  readonly durable: string;
  /** Messages asked for at once; from 1. */
  readonly most: number;
}

/**
 * Takes what a durable consumer gives out, several at once, in the order of the stream: none while an earlier one is in
 * other hands, be it another subscriber's or those of one that died with messages, which the server gives out again
 * after a while. As long as each delivery follows the last one of ours nobody else has any, and nothing is asked.
 */
export class OrderedDeliveries {
  readonly #options: OrderedDeliveriesOptions;
  /** Of the next delivery, where it is known that all before it are acknowledged. */
  #expected: number | undefined;
  /** Whether some of what was taken last were handed back, so that they come again, before or behind others. */
  #handedBack = false;

  constructor(options: OrderedDeliveriesOptions) {
    this.#options = options;
  }

  /** Tells that what was taken last is acknowledged for certain. */
  acknowledged(batch: readonly Delivery[]): void {
    if (this.#handedBack) return;
    this.#expected = Math.max(...batch.map(({ consumerSequence }) => consumerSequence)) + 1;
  }

  /** The next ones, at most so many as are asked for; none where nothing came for a while or a signal is aborted. */
  async take(signals: readonly AbortSignal[]): Promise<readonly Delivery[]> {
    const { most } = this.#options;
    const taken = await this.#pull(PULL_MS, most, signals);
    if (taken.length === 0) return taken;
    const expected = this.#expected;
    this.#expected = undefined;
    this.#handedBack = false;
    const follows = taken.every(
      ({ consumerSequence, streamSequence }, index) =>
        consumerSequence === Number(expected) + index &&
        streamSequence > (taken[index - 1]?.streamSequence ?? 0),
    );
    return follows || most === 1 ? taken : await this.#inTurn(taken, signals);
  }

  /** Those that nothing in other hands comes before or between. The others are handed back, and asked for again. */
  async #inTurn(first: readonly Delivery[], signals: readonly AbortSignal[]): Promise<readonly Delivery[]> {
    const { consumer, link, most } = this.#options;
    let taken = first;
    for (let attempt = 1; !signals.some(isAborted); attempt++) {
      const { num_ack_pending: givenOut, ack_floor: acknowledged } = await consumer.info();
      const inOrder = taken.toSorted((one, two) => one.streamSequence - two.streamSequence);
      const run = givenOut <= inOrder.length ? inOrder : runAfter(acknowledged.stream_seq, inOrder);
      const given = run.slice(0, most);
      this.#handedBack = given.length < inOrder.length;
      handBack(inOrder.slice(given.length), link);
      if (given.length > 0) return given;
      using stop = joinSignals(...signals);
      await pause(backOffMs(attempt, TURN), stop.signal).catch(() => undefined);
      // Where a message is gone from the stream, only who has all that is given out knows that none comes before.
      taken = await this.#pull(0, Math.min(Math.max(most, givenOut), MOST_TO_SORT), signals);
    }
    handBack(taken, link);
    return [];
  }

  #pull(waitMs: number, most: number, signals: readonly AbortSignal[]): Promise<readonly Delivery[]> {
    const { connection, durable } = this.#options;
    return pull(connection, { durable, most, waitMs }, signals);
  }
}

/** Those from the first on that stand in the stream without gaps, if all before them are acknowledged. */
function runAfter(acknowledged: number, inOrder: readonly Delivery[]): readonly Delivery[] {
  const first = Math.min(acknowledged + 1, inOrder[0]?.streamSequence ?? 0);
  const end = inOrder.findIndex(({ streamSequence }, index) => streamSequence !== first + index);
  return end === -1 ? inOrder : inOrder.slice(0, end);
}
