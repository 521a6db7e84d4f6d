import type { BusMessage, EventBus, SubscribeOptions } from '@blockqnn/events';

/** Subscribes and keeps what came. */
export class Subscriber implements Disposable {
  readonly messages: BusMessage[] = [];
  readonly #stop = new AbortController();

  static async attach(
    bus: EventBus,
    durable: string,
    filter: string,
    onMessage: SubscribeOptions['onMessage'] = () => Promise.resolve(),
    batch?: SubscribeOptions['batch'],
  ): Promise<Subscriber> {
    const subscriber = new Subscriber();
    await bus.subscribe({
      durable,
      filter,
      signal: subscriber.#stop.signal,
      onMessage: async (message) => {
        await onMessage(message);
        subscriber.messages.push(message);
      },
      ...(batch && {
        batch: {
          ...batch,
          onMessages: async (messages) => {
            await batch.onMessages(messages);
            subscriber.messages.push(...messages);
          },
        },
      }),
    });
    return subscriber;
  }

  get ids(): string[] {
    return this.messages.map(({ id }) => id);
  }

  [Symbol.dispose](): void {
    this.#stop.abort();
  }
}

/** Waits for something that happens elsewhere; the test's own time limit ends a wait in vain. */
export async function eventually(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

export const never: AbortSignal = new AbortController().signal;

export function message(subject: string, id: string, body = id): BusMessage {
  return { subject, id, headers: { 'ce-id': id }, body: new TextEncoder().encode(body) };
}
