import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createLogger } from '@blockqnn/telemetry';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import type { EventBus } from '../src/event-bus.js';
import { createInProcessBus } from '../src/in-process-bus.js';
import { startOutboxRelay, type OutboxRelayOptions } from '../src/outbox-relay.js';
import { outboxOf } from './outbox.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const backOff = { firstMs: 1, maxMs: 2 };
const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';
const messages = (...ids: string[]) => ids.map((id) => message(SUBJECT, id));

/** The bus, with something else in it. */
function busLike(bus: EventBus, other: Partial<EventBus>): EventBus {
  return {
    publish: (sent, signal) => bus.publish(sent, signal),
    publishBatch: (sent, signal) => bus.publishBatch(sent, signal),
    subscribe: (options) => bus.subscribe(options),
    connected: true,
    whenConnected: (signal) => bus.whenConnected(signal),
    [Symbol.asyncDispose]: () => bus[Symbol.asyncDispose](),
    ...other,
  };
}

/** A relay that never polls in the time of a test. */
function start(t: TestContext, options: Pick<OutboxRelayOptions, 'store' | 'bus'>) {
  const stop = new AbortController();
  const relay = startOutboxRelay({
    ...options,
    logger,
    signal: stop.signal,
    batchSize: 2,
    pollMs: 60_000,
    backOff,
  });
  t.after(async () => {
    stop.abort();
    await relay.ended;
  });
  return { relay, stop };
}

test('publishes what waits in order, batch after batch, and then what wakes it', async (t) => {
  await using bus = createInProcessBus();
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  const store = outboxOf(messages('m1', 'm2', 'm3', 'm4', 'm5'));
  const { relay } = start(t, { store, bus });
  await eventually(() => store.published === 5);
  assert.deepEqual(subscriber.ids, ['m1', 'm2', 'm3', 'm4', 'm5']);
  store.messages.push(...messages('m6'));
  relay.wake();
  await eventually(() => store.published === 6);
  assert.deepEqual(subscriber.ids.at(-1), 'm6');
});

test('rests once everything is published, also after it was woken', async (t) => {
  await using bus = createInProcessBus();
  const store = outboxOf([]);
  const unpublished = store.unpublished.bind(store);
  let reads = 0;
  store.unpublished = (limit) => {
    reads += 1;
    return unpublished(limit);
  };
  const { relay } = start(t, { store, bus });
  await eventually(() => reads === 1);
  relay.wake();
  relay.wake();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(reads, 2);
});

test('a wake while it is at work is not missed', async (t) => {
  await using bus = createInProcessBus();
  const store = outboxOf(messages('m1'));
  using _ = await Subscriber.attach(bus, 'd', SUBJECT, ({ id }) => {
    if (id === 'm1') {
      store.messages.push(...messages('m2'));
      relay.wake();
    }
    return Promise.resolve();
  });
  const { relay } = start(t, { store, bus });
  await eventually(() => store.published === 2);
});

test('looks by itself now and then', async () => {
  await using bus = createInProcessBus();
  const store = outboxOf([]);
  const stop = new AbortController();
  const relay = startOutboxRelay({ store, bus, logger, signal: stop.signal, pollMs: 5 });
  store.messages.push(...messages('m1'));
  await eventually(() => store.published === 1);
  stop.abort();
  await relay.ended;
});

test('where the bus fails, keeps the order, marks what is published, and tries again', async (t) => {
  await using bus = createInProcessBus({ backOff });
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  const store = outboxOf(messages('m1', 'm2'));
  let failures = 2;
  const flaky = busLike(bus, {
    publishBatch: async (sent, signal) => {
      const isFailing = sent.some(({ id }) => id === 'm2') && failures-- > 0;
      const outcome = await bus.publishBatch(isFailing ? sent.slice(0, -1) : sent, signal);
      return isFailing ? { ...outcome, error: new Error('away') } : outcome;
    },
  });
  start(t, { store, bus: flaky });
  await eventually(() => store.published === 2);
  assert.deepEqual(subscriber.ids, ['m1', 'm2']);
  assert.equal(failures, -1);
});

test('where the store fails, tries again; the bus drops what comes twice', async (t) => {
  await using bus = createInProcessBus();
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  const store = outboxOf(messages('m1', 'm2'));
  const markPublished = store.markPublished.bind(store);
  const unpublished = store.unpublished.bind(store);
  let failures = 1;
  store.markPublished = (throughId) =>
    failures-- > 0 ? Promise.reject(new Error('disk full')) : markPublished(throughId);
  let reads = 0;
  store.unpublished = (limit) => (++reads === 1 ? Promise.reject(new Error('locked')) : unpublished(limit));
  start(t, { store, bus });
  await eventually(() => store.published === 2);
  assert.deepEqual(subscriber.ids, ['m1', 'm2']);
});

test('ends in the middle of a publish that waits, and leaves the rest for later', async (t) => {
  await using bus = createInProcessBus();
  const away = await Subscriber.attach(bus, 'd', SUBJECT);
  away[Symbol.dispose]();
  const store = outboxOf(messages('m1'));
  const { relay, stop } = start(t, { store, bus });
  await new Promise((resolve) => setTimeout(resolve, 20));
  stop.abort();
  await relay.ended;
  assert.equal(store.published, 0);
  const publishing = bus.publish(message(SUBJECT, 'm1'), never);
  using back = await Subscriber.attach(bus, 'd', SUBJECT);
  await publishing;
  assert.deepEqual(back.ids, ['m1']);
});

test('while there is no connection it neither reads nor publishes, and goes on once there is', async (t) => {
  await using bus = createInProcessBus();
  const store = outboxOf(messages('m1'));
  let connect: (() => void) | undefined;
  const connected = new Promise<void>((resolve) => (connect = resolve));
  const away = busLike(bus, { whenConnected: () => connected });
  const unpublished = store.unpublished.bind(store);
  let reads = 0;
  store.unpublished = (limit) => {
    reads += 1;
    return unpublished(limit);
  };
  const { relay } = start(t, { store, bus: away });
  for (let woken = 0; woken < 100; woken++) relay.wake();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(reads, 0);
  connect?.();
  await eventually(() => store.published === 1);
});

test('of a long backlog a batch is held at a time, and each message read once', async (t) => {
  await using bus = createInProcessBus();
  const backlog = messages(...Array.from({ length: 5000 }, (_, index) => `m${String(index)}`));
  const store = outboxOf(backlog);
  const unpublished = store.unpublished.bind(store);
  let [reads, held] = [0, 0];
  store.unpublished = async (limit) => {
    const batch = await unpublished(limit);
    reads += batch.length;
    held = Math.max(held, batch.length);
    return batch;
  };
  const stop = new AbortController();
  const relay = startOutboxRelay({ store, bus, logger, signal: stop.signal, pollMs: 60_000 });
  t.after(async () => {
    stop.abort();
    await relay.ended;
  });
  await eventually(() => store.published === backlog.length);
  assert.deepEqual([reads, held], [5000, 500]);
});
