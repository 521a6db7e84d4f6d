import assert from 'node:assert/strict';
import test from 'node:test';
import { eventBusContract } from '../../../test/contracts/event-bus.js';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import { createInProcessBus } from '../src/in-process-bus.js';

const backOff = { firstMs: 1, maxMs: 2 };
const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';

eventBusContract('in-process', () => Promise.resolve(createInProcessBus({ backOff })));

test('publishing resolves when every subscription has dealt with the message', async () => {
  await using bus = createInProcessBus({ backOff });
  let failures = 3;
  using slow = await Subscriber.attach(bus, 'slow', SUBJECT, () =>
    failures-- > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve(),
  );
  using quick = await Subscriber.attach(bus, 'quick', SUBJECT);
  await bus.publish(message(SUBJECT, 'm1'), never);
  assert.deepEqual([slow.ids, quick.ids], [['m1'], ['m1']]);
});

test('publishing waits for a durable subscriber that is away, and can be given up', async () => {
  await using bus = createInProcessBus({ backOff });
  const first = await Subscriber.attach(bus, 'd', SUBJECT);
  first[Symbol.dispose]();
  const giveUp = new AbortController();
  const publishing = bus.publish(message(SUBJECT, 'm1'), giveUp.signal);
  await new Promise((resolve) => setImmediate(resolve));
  giveUp.abort(new Error('enough'));
  await assert.rejects(publishing, /enough/);
  // It was not published, so the next attempt is no duplicate.
  const again = bus.publish(message(SUBJECT, 'm1'), never);
  using second = await Subscriber.attach(bus, 'd', SUBJECT);
  await again;
  assert.deepEqual(second.ids, ['m1']);
});

test('giving one message up lets the next ones through', async () => {
  await using bus = createInProcessBus({ backOff });
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT, ({ id }) =>
    id === 'poison' ? Promise.reject(new Error('never')) : Promise.resolve(),
  );
  const giveUp = new AbortController();
  const poison = bus.publish(message(SUBJECT, 'poison'), giveUp.signal);
  const next = bus.publish(message(SUBJECT, 'next'), never);
  giveUp.abort(new Error('enough'));
  await assert.rejects(poison, /enough/);
  await next;
  assert.deepEqual(subscriber.ids, ['next']);
});

test('a duplicate published meanwhile waits for the first', async () => {
  await using bus = createInProcessBus({ backOff });
  let finish: (() => void) | undefined;
  using subscriber = await Subscriber.attach(
    bus,
    'd',
    SUBJECT,
    () => new Promise<void>((resolve) => (finish = resolve)),
  );
  const first = bus.publish(message(SUBJECT, 'm1'), never);
  let resolved = false;
  const second = bus.publish(message(SUBJECT, 'm1'), never).then(() => (resolved = true));
  await eventually(() => finish !== undefined);
  assert.equal(resolved, false);
  finish?.();
  await Promise.all([first, second]);
  assert.deepEqual(subscriber.ids, ['m1']);
});

test('ids beyond the window are forgotten', async () => {
  await using bus = createInProcessBus({ backOff, duplicateWindow: 2 });
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  for (const id of ['m1', 'm2', 'm2', 'm3', 'm1']) await bus.publish(message(SUBJECT, id), never);
  assert.deepEqual(subscriber.ids, ['m1', 'm2', 'm3', 'm1']);
});

test('a durable subscription has one subscriber', async () => {
  await using bus = createInProcessBus({ backOff });
  using _ = await Subscriber.attach(bus, 'd', SUBJECT);
  await assert.rejects(Subscriber.attach(bus, 'd', SUBJECT), /d has a subscriber already/);
});
