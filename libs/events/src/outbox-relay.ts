import type { Logger } from '@blockqnn/telemetry';
import { backOffMs, pause, type BackOff } from './back-off.js';
import { errorOf } from './error-of.js';
import type { BusMessage, EventBus } from './event-bus.js';
import { isAborted } from './is-aborted.js';
import { RepeatedFailure } from './repeated-failure.js';

/** A message that waits in the outbox. */
export interface OutboxMessage {
  /** Grows in the order in which the messages were committed; no id is ever used a second time. */
  readonly id: number;
  readonly message: BusMessage;
}

/** Where messages are written in the transaction that they tell of, until they are published. */
export interface OutboxStore {
  /** The oldest unpublished messages, at most `limit`, in order of id. */
  unpublished(limit: number): Promise<readonly OutboxMessage[]>;
  /** Every message up to this id, itself included, is published. */
  markPublished(throughId: number): Promise<void>;
}

export interface OutboxRelayOptions {
  readonly store: OutboxStore;
  readonly bus: EventBus;
  readonly logger: Logger;
  /** Ends the relay; messages left wait for the next start. */
  readonly signal: AbortSignal;
  /** Messages read, and held in memory, at once. Default 500. */
  readonly batchSize?: number;
  /** How often the store is looked at without being woken. Default 5 s. */
  readonly pollMs?: number;
  /** Pauses while bus or store fail. Default 100 ms, doubled up to 10 s. */
  readonly backOff?: BackOff;
}

export interface OutboxRelay {
  /** Tells that a message was written; call it after the transaction. Cheap. */
  wake(): void;
  /** Resolves when the relay has ended. Never rejects. */
  readonly ended: Promise<void>;
}

/**
 * Publishes the outbox: in order, each message at least once. A message that was published just before
 * a crash is published again under the same id, which the bus or the subscriber drops. While there is no
 * connection the store is not looked at.
 */
export function startOutboxRelay(options: OutboxRelayOptions): OutboxRelay {
  const { bus, signal, logger } = options;
  const backOff = options.backOff ?? { firstMs: 100, maxMs: 10_000 };
  let woken = new AbortController();
  const wake = (): void => {
    woken.abort();
  };
  signal.addEventListener('abort', wake, { once: true });

  const run = async (): Promise<void> => {
    const failure = new RepeatedFailure();
    while (!signal.aborted) {
      try {
        await bus.whenConnected(signal);
        // Renewed before the store is read: a message written meanwhile is either read or wakes the relay.
        woken = new AbortController();
        const published = await publishBatch(options);
        failure.succeeded();
        if (published === 0) await idle(options.pollMs ?? 5_000, woken.signal);
      } catch (thrown) {
        if (isAborted(signal)) return;
        const error = errorOf(thrown);
        const log = failure.failed(error);
        const retryInMs = backOffMs(failure.count, backOff);
        if (log) logger.warn({ err: error, failures: failure.count, retryInMs }, 'outbox not published');
        await idle(retryInMs, signal);
      }
    }
  };

  return { wake, ended: run() };
}

/** How many were published. Throws where that was not all of the batch. */
async function publishBatch({ store, bus, signal, batchSize = 500 }: OutboxRelayOptions): Promise<number> {
  const batch = await store.unpublished(batchSize);
  if (batch.length === 0) return 0;
  const { published, error } = await bus.publishBatch(
    batch.map(({ message }) => message),
    signal,
  );
  const last = batch[published - 1];
  if (last) await store.markPublished(last.id);
  if (error) throw error;
  return published;
}

/** Waits; an abort just ends the wait. */
async function idle(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, signal).catch(() => undefined);
}
