import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test, type TestContext } from 'node:test';
import type { BusMessage, EventBus } from '@blockqnn/events';
import { batchPromises, type BusPromise } from './event-bus-batches.js';
import { eventually, message, never, Subscriber } from './subscriber.js';

/**
 * What every bus promises. `createBus` is called for each test, and gives nothing where it skipped the
 * test for want of a server. Subjects and names differ between tests, so a bus may keep what others left.
 */
export function eventBusContract(
  name: string,
  createBus: (t: TestContext) => Promise<EventBus | undefined>,
): void {
  describe(`event bus contract: ${name}`, () => {
    /** Each promise is checked on a bus of its own, and a search that no other check uses. */
    const promise: BusPromise = (title, check) => {
      test(title, { timeout: 30_000 }, async (t) => {
        await using bus = await createBus(t);
        const id = `s${randomUUID()}`;
        if (bus) await check({ bus, id, durable: id, subject: `blockqnn.v1.evaluations.completed.${id}` });
      });
    };

    promise('delivers subject, id, headers and body as they were', async ({ bus, subject, durable, id }) => {
      using subscriber = await Subscriber.attach(bus, durable, subject);
      const sent: BusMessage = {
        subject,
        id,
        headers: { 'content-type': 'application/json', 'ce-id': id },
        body: Uint8Array.from({ length: 256 }, (_, index) => index),
      };
      await bus.publish(sent, never);
      await eventually(() => subscriber.messages.length === 1);
      const [received] = subscriber.messages;
      assert.deepEqual({ ...received, body: Uint8Array.from(received?.body ?? []) }, sent);
    });

    promise('delivers in order, one message at a time', async ({ bus, subject, durable }) => {
      let atWork = 0;
      using subscriber = await Subscriber.attach(bus, durable, subject, async () => {
        assert.equal(++atWork, 1);
        await new Promise((resolve) => setImmediate(resolve));
        atWork--;
      });
      const ids = Array.from({ length: 50 }, (_, index) => `${subject}/${index}`);
      await Promise.all(ids.map((id) => bus.publish(message(subject, id), never)));
      await eventually(() => subscriber.messages.length === ids.length);
      assert.deepEqual(subscriber.ids, ids);
    });

    promise('publishes a batch in order, and what is published already once', async (ground) => {
      const { bus, subject, durable } = ground;
      using subscriber = await Subscriber.attach(bus, durable, subject);
      const batch = Array.from({ length: 300 }, (_, index) => message(subject, `${subject}/${index}`));
      for (const part of [batch.slice(0, 40), batch, []]) {
        assert.deepEqual(await bus.publishBatch(part, never), { published: part.length, error: undefined });
      }
      await eventually(() => subscriber.messages.length === batch.length);
      assert.deepEqual(
        subscriber.ids,
        batch.map(({ id }) => id),
      );
    });

    promise('keeps the order of each of two batches published at once', async ({ bus, id, durable }) => {
      const subjects = [
        `blockqnn.v1.evaluations.completed.${id}a`,
        `blockqnn.v1.evaluations.completed.${id}b`,
      ];
      using subscriber = await Subscriber.attach(bus, durable, 'blockqnn.v1.evaluations.completed.*');
      const batches = subjects.map((subject) =>
        Array.from({ length: 100 }, (_, index) => message(subject, `${subject}/${index}`)),
      );
      const outcomes = await Promise.all(batches.map((batch) => bus.publishBatch(batch, never)));
      assert.deepEqual(
        outcomes.map(({ published }) => published),
        [100, 100],
      );
      const of = (batch: readonly BusMessage[]): string[] =>
        subscriber.messages.filter(({ subject }) => subject === batch[0]?.subject).map(({ id: one }) => one);
      await eventually(() => batches.every((batch) => of(batch).length === batch.length));
      for (const batch of batches) {
        assert.deepEqual(
          of(batch),
          batch.map(({ id: one }) => one),
        );
      }
    });

    promise(
      'a batch that is given up says how much of it is published',
      async ({ bus, subject, durable }) => {
        const giveUp = new AbortController();
        using subscriber = await Subscriber.attach(bus, durable, subject);
        const batch = [1, 2].map((index) => message(subject, `${subject}/${index}`));
        assert.equal((await bus.publishBatch(batch, giveUp.signal)).published, 2);
        giveUp.abort(new Error('enough'));
        const { published, error } = await bus.publishBatch(
          [message(subject, `${subject}/3`)],
          giveUp.signal,
        );
        assert.equal(published, 0);
        assert.match(String(error), /enough/);
        await bus.publish(message(subject, `${subject}/4`), never);
        await eventually(() => subscriber.ids.includes(`${subject}/4`));
        assert.deepEqual(
          subscriber.ids,
          [1, 2, 4].map((index) => `${subject}/${index}`),
        );
      },
    );

    promise('says when it can publish', async ({ bus }) => {
      await bus.whenConnected(never);
      assert.equal(bus.connected, true);
      await assert.rejects(bus.whenConnected(AbortSignal.abort(new Error('no more'))), /no more/);
      await bus[Symbol.asyncDispose]();
      await assert.rejects(bus.whenConnected(never), /closed/);
    });

    promise('gives a failed message again, before the ones after it', async ({ bus, subject, durable }) => {
      const tried: string[] = [];
      using subscriber = await Subscriber.attach(bus, durable, subject, ({ id }) => {
        tried.push(id);
        return tried.filter((one) => one === `${subject}/1`).length < 3 && id === `${subject}/1`
          ? Promise.reject(new Error('not now'))
          : Promise.resolve();
      });
      await Promise.all(
        [0, 1, 2].map((index) => bus.publish(message(subject, `${subject}/${index}`), never)),
      );
      await eventually(() => subscriber.messages.length === 3);
      assert.deepEqual(
        tried.map((id) => id.slice(subject.length + 1)),
        ['0', '1', '1', '1', '2'],
      );
    });

    batchPromises(promise);

    promise('drops a message whose id was published before', async ({ bus, subject, durable }) => {
      using subscriber = await Subscriber.attach(bus, durable, subject);
      await Promise.all([0, 1, 2].map(() => bus.publish(message(subject, `${subject}/same`), never)));
      await bus.publish(message(subject, `${subject}/same`), never);
      await bus.publish(message(subject, `${subject}/last`), never);
      await eventually(() => subscriber.ids.includes(`${subject}/last`));
      assert.deepEqual(subscriber.ids, [`${subject}/same`, `${subject}/last`]);
    });

    promise('a subscriber that comes back goes on where it was', async ({ bus, subject, durable }) => {
      const first = await Subscriber.attach(bus, durable, subject);
      await bus.publish(message(subject, `${subject}/1`), never);
      await eventually(() => first.messages.length === 1);
      // A moment for the acknowledgement, without which the message would rightly come again.
      await new Promise((resolve) => setTimeout(resolve, 50));
      first[Symbol.dispose]();
      const publishing = bus.publish(message(subject, `${subject}/2`), never);
      using second = await Subscriber.attach(bus, durable, subject);
      await publishing;
      await eventually(() => second.messages.length > 0);
      assert.deepEqual(second.ids, [`${subject}/2`]);
      assert.deepEqual(first.ids, [`${subject}/1`]);
    });

    promise(
      'every durable subscription gets every message under its filter',
      async ({ bus, subject, durable }) => {
        using one = await Subscriber.attach(bus, `${durable}-one`, subject);
        using all = await Subscriber.attach(bus, `${durable}-all`, 'blockqnn.v1.evaluations.>');
        using other = await Subscriber.attach(bus, `${durable}-other`, `${subject}x`);
        await bus.publish(message(subject, `${subject}/1`), never);
        await bus.publish(message(`${subject}x`, `${subject}x/1`), never);
        await eventually(() => all.ids.includes(`${subject}x/1`) && other.messages.length === 1);
        await eventually(() => one.messages.length === 1);
        assert.deepEqual(one.ids, [`${subject}/1`]);
        assert.deepEqual(other.ids, [`${subject}x/1`]);
        assert.deepEqual(
          all.ids.filter((id) => id.startsWith(subject)),
          [`${subject}/1`, `${subject}x/1`],
        );
      },
    );

    promise(
      'publishing and subscribing under an aborted signal reject',
      async ({ bus, subject, durable }) => {
        const signal = AbortSignal.abort(new Error('no more'));
        await assert.rejects(bus.publish(message(subject, `${subject}/1`), signal), /no more/);
        await assert.rejects(
          bus.subscribe({ durable, filter: subject, signal, onMessage: () => Promise.resolve() }),
          /no more/,
        );
      },
    );

    promise(
      'closing lets the handler at work finish, then rejects publishing',
      async ({ bus, subject, durable }) => {
        let finish: (() => void) | undefined;
        using subscriber = await Subscriber.attach(
          bus,
          durable,
          subject,
          () => new Promise<void>((resolve) => (finish = resolve)),
        );
        const publishing = bus.publish(message(subject, `${subject}/1`), never);
        publishing.catch(() => undefined);
        await eventually(() => finish !== undefined);
        const closing = bus[Symbol.asyncDispose]();
        finish?.();
        await closing;
        assert.deepEqual(subscriber.ids, [`${subject}/1`]);
        assert.equal(bus.connected, false);
        await assert.rejects(bus.publish(message(subject, `${subject}/2`), never), /closed/);
      },
    );
  });
}
