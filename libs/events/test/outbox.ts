import type { BusMessage } from '../src/event-bus.js';
import type { OutboxStore } from '../src/outbox-relay.js';

/** An outbox in memory; what is pushed into `messages` waits to be published. */
export function outboxOf(
  messages: readonly BusMessage[],
): OutboxStore & { messages: BusMessage[]; published: Set<number> } {
  const outbox = {
    messages: [...messages],
    published: new Set<number>(),
    unpublished: (limit: number) =>
      Promise.resolve(
        outbox.messages
          .map((message, id) => ({ id, message }))
          .filter(({ id }) => !outbox.published.has(id))
          .slice(0, limit),
      ),
    markPublished: (ids: readonly number[]) => {
      for (const id of ids) outbox.published.add(id);
      return Promise.resolve();
    },
  };
  return outbox;
}
