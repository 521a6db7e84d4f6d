import type { Logger } from '@blockqnn/telemetry';
import { backOffMs, pause, type BackOff } from './back-off.js';
import type { BusMessage, EventBus } from './event-bus.js';
import { isAborted } from './is-aborted.js';

/** A message that waits in the outbox. */
export interface OutboxMessage {
  /** Grows in the order in which the messages were written. */
  readonly id: number;
  readonly message: BusMessage;
}

/** Where messages are written in the transaction that they tell of, until they are published. */
export interface OutboxStore {
  /** The oldest unpublished messages, in order of id. */
  unpublished(limit: number): Promise<readonly OutboxMessage[]>;
  markPublished(ids: readonly number[]): Promise<void>;
}

export interface OutboxRelayOptions {
  readonly store: OutboxStore;
  readonly bus: EventBus;
  readonly logger: Logger;
  /** Ends the relay; messages left wait for the next start. */
  readonly signal: AbortSignal;
  /** Messages read at once. Default 100. */
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
 * a crash is published again under the same id, which the bus or the subscriber drops.
 */
export function startOutboxRelay(options: OutboxRelayOptions): OutboxRelay {
  const { signal, logger } = options;
  const backOff = options.backOff ?? { firstMs: 100, maxMs: 10_000 };
  let woken = new AbortController();
  const wake = (): void => {
    woken.abort();
  };
  signal.addEventListener('abort', wake, { once: true });

  const run = async (): Promise<void> => {
    for (let failures = 0; !signal.aborted;) {
      // Renewed before the store is read: a message written meanwhile is either read or wakes the relay.
      woken = new AbortController();
      try {
        const published = await publishBatch(options);
        failures = 0;
        if (published === 0) await idle(options.pollMs ?? 5_000, woken.signal);
      } catch (error) {
        if (isAborted(signal)) return;
        const retryInMs = backOffMs(++failures, backOff);
        logger.warn({ err: error, retryInMs }, 'outbox not published');
        await idle(retryInMs, signal);
      }
    }
  };

  return { wake, ended: run() };
}

async function publishBatch({ store, bus, signal, batchSize = 100 }: OutboxRelayOptions): Promise<number> {
  const batch = await store.unpublished(batchSize);
  const published: number[] = [];
  try {
    for (const { id, message } of batch) {
      await bus.publish(message, signal);
      published.push(id);
    }
  } finally {
    if (published.length > 0) await store.markPublished(published);
  }
  return published.length;
}

/** Waits; an abort just ends the wait. */
async function idle(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, signal).catch(() => undefined);
}
