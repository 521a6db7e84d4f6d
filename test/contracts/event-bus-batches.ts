import assert from 'node:assert/strict';
import type { EventBus } from '@blockqnn/events';
import { eventually, message, never, Subscriber } from './subscriber.js';

/** What a promise is checked on. */
export interface Ground {
  readonly bus: EventBus;
  readonly id: string;
  readonly durable: string;
  readonly subject: string;
}

/** Registers the test of a promise. */
export type BusPromise = (title: string, check: (ground: Ground) => Promise<void>) => void;

/** What every bus promises to subscribers that take batches. */
export function batchPromises(promise: BusPromise): void {
  promise('hands over together what is there, in order, one batch at a time', async (ground) => {
    const { bus, subject, durable } = ground;
    const all = Array.from({ length: 100 }, (_, index) => message(subject, `${subject}/${index}`));
    const sizes: number[] = [];
    let atWork = 0;
    let release: (() => void) | undefined;
    const deal = async (count: number): Promise<void> => {
      assert.equal(++atWork, 1);
      sizes.push(count);
      await (sizes.length === 1
        ? new Promise<void>((resolve) => (release = resolve))
        : new Promise((resolve) => setImmediate(resolve)));
      atWork--;
    };
    using subscriber = await Subscriber.attach(bus, durable, subject, () => deal(1), {
      most: 7,
      onMessages: (messages) => deal(messages.length),
    });
    const first = bus.publish(message(subject, `${subject}/0`), never);
    // The one that is there does not wait for others.
    await eventually(() => release !== undefined);
    assert.deepEqual(sizes, [1]);
    const rest = bus.publishBatch(all.slice(1), never);
    // A bus that stores what is published has it all there now.
    await Promise.race([rest, new Promise((resolve) => setTimeout(resolve, 500))]);
    release?.();
    await Promise.all([first, rest]);
    await eventually(() => subscriber.messages.length === all.length);
    assert.deepEqual(
      subscriber.ids,
      all.map(({ id }) => id),
    );
    assert.equal(Math.max(...sizes), 7);
    assert.ok(sizes.length <= 1 + Math.ceil(99 / 7) + 1, String(sizes));
  });

  promise('a bad message within a batch holds up only those after it', async (ground) => {
    const { bus, subject, durable } = ground;
    const all = Array.from({ length: 20 }, (_, index) => message(subject, `${subject}/${index}`));
    const bad = `${subject}/11`;
    const tried: string[] = [];
    let batches = 0;
    using subscriber = await Subscriber.attach(
      bus,
      durable,
      subject,
      ({ id }) => {
        tried.push(id);
        return id === bad && tried.filter((one) => one === bad).length < 3
          ? Promise.reject(new Error('not now'))
          : Promise.resolve();
      },
      {
        most: 5,
        onMessages: (messages) => {
          batches++;
          return messages.some(({ id }) => id === bad)
            ? Promise.reject(new Error('one is bad'))
            : Promise.resolve();
        },
      },
    );
    await bus.publishBatch(all, never);
    await eventually(() => subscriber.messages.length >= all.length);
    assert.deepEqual(
      subscriber.ids,
      all.map(({ id }) => id),
    );
    assert.ok(batches >= 2, String(batches));
    const badAt = tried.indexOf(bad);
    assert.deepEqual(tried.slice(badAt, badAt + 3), [bad, bad, bad]);
  });
}
