import type { BusMessage } from '../src/event-bus.js';
import type { OutboxStore } from '../src/outbox-relay.js';

/** An outbox in memory; what is pushed into `messages` waits to be published. */
export interface MemoryOutbox extends OutboxStore {
  readonly messages: BusMessage[];
  /** How many of the messages are published, from the first on. */
  published: number;
}

export function outboxOf(messages: readonly BusMessage[]): MemoryOutbox {
  const outbox: MemoryOutbox = {
    messages: [...messages],
    published: 0,
    unpublished: (limit: number) =>
      Promise.resolve(
        outbox.messages
          .slice(outbox.published, outbox.published + limit)
          .map((message, index) => ({ id: outbox.published + index + 1, message })),
      ),
    markPublished: (throughId: number) => {
      outbox.published = Math.max(outbox.published, throughId);
      return Promise.resolve();
    },
  };
  return outbox;
}
