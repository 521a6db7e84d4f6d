/** A message as it travels. */
export interface BusMessage {
  /** Dot-separated; see `subjects.ts`. */
  readonly subject: string;
  /** Unique per message; a bus drops a second message of the same id within its duplicate window. */
  readonly id: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** What became of a batch: all of it is published, or a beginning of it. */
export interface BatchOutcome {
  /** How many messages, from the first on, cannot get lost any more. */
  readonly published: number;
  /** Why it is not all of them; undefined where it is. */
  readonly error: Error | undefined;
}

export interface SubscribeOptions {
  /** Name of the durable subscription: a subscriber that comes back under it goes on where it was. */
  readonly durable: string;
  /** Subject, with `*` for one part and `>` for the rest. */
  readonly filter: string;
  /** Ends the subscription. */
  readonly signal: AbortSignal;
  /** Resolves when the message is dealt with. Rejects to see it again later. Called for one message at a time. */
  readonly onMessage: (message: BusMessage) => Promise<void>;
  /** Takes messages together where several are there. Default: none does. */
  readonly batch?: BatchHandler;
}

/** Deals with messages that wait already; nothing waits for a batch to fill. */
export interface BatchHandler {
  /** Messages of a batch; from 2. So many may be unacknowledged at once. */
  readonly most: number;
  /**
   * Resolves when all messages, in order, are dealt with. Where it rejects, each of them goes to `onMessage`, so that
   * one that is bad holds up only those after it. Never called while another call, or `onMessage`, is at work.
   */
  readonly onMessages: (messages: readonly BusMessage[]) => Promise<void>;
}

/**
 * Broadcasts messages, at least once, and those of a subject in order of publishing. Implementations pass the contract
 * suite in `test/contracts/event-bus.ts`.
 */
export interface EventBus extends AsyncDisposable {
  /** Resolves when the message cannot get lost any more. Rejects where that is not sure; publish it again then. */
  publish(message: BusMessage, signal: AbortSignal): Promise<void>;
  /**
   * Publishes messages, many on the way at once. None is published before one of the same subject that stands before
   * it, whatever fails: publish what is left again, from the first of it on. Never rejects.
   */
  publishBatch(messages: readonly BusMessage[], signal: AbortSignal): Promise<BatchOutcome>;
  /** Resolves when the subscription stands. */
  subscribe(options: SubscribeOptions): Promise<void>;
  /** Whether messages can be published now. */
  readonly connected: boolean;
  /** Resolves as soon as messages can be published. Rejects with the signal's reason, or where the bus is closed. */
  whenConnected(signal: AbortSignal): Promise<void>;
}
