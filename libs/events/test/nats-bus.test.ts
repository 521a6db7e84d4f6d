import assert from 'node:assert/strict';
import test from 'node:test';
import { createLogger } from '@blockqnn/telemetry';
import { connect, nanos } from 'nats';
import { eventBusContract } from '../../../test/contracts/event-bus.js';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { connectNatsBus } from '../src/nats/bus.js';
import { STREAM_NAME } from '../src/nats/stream.js';
import { startOutboxRelay } from '../src/outbox-relay.js';
import { outboxOf } from './outbox.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const backOff = { firstMs: 1, maxMs: 2 };

eventBusContract('NATS', async (t) => {
  const server = await startNatsServer(t);
  return server && connectNatsBus({ servers: server.url, logger, backOff });
});

const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`);

test('starts before the server is up, and publishes once it is', { timeout: 30_000 }, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  await server.stop();
  await using bus = connectNatsBus({ servers: server.url, logger, publishTimeoutMs: 50 });
  assert.equal(bus.connected, false);
  await assert.rejects(
    bus.publish(message(SUBJECT, 'm0'), never),
    new RegExp(`no connection .*${server.port}`),
  );
  const subscribing = Subscriber.attach(bus, 'd', SUBJECT);
  await server.restart();
  using subscriber = await subscribing;
  assert.equal(bus.connected, true);
  await bus.publish(message(SUBJECT, 'm1'), never);
  await eventually(() => subscriber.messages.length === 1);
  assert.deepEqual(subscriber.ids, ['m1']);
});

test(
  'loses nothing and keeps the order while the server is killed again and again',
  { timeout: 60_000 },
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    await using bus = connectNatsBus({
      servers: server.url,
      logger,
      backOff,
      publishTimeoutMs: 200,
      ackWaitMs: 1000,
    });
    using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
    const expected = ids(300);
    const store = outboxOf(expected.map((id) => message(SUBJECT, id)));
    const stop = new AbortController();
    const relay = startOutboxRelay({ store, bus, logger, signal: stop.signal, batchSize: 20, backOff });
    for (const reached of [20, 60, 120]) {
      await eventually(() => subscriber.messages.length >= reached);
      await server.kill();
      await eventually(() => !bus.connected);
      await server.restart();
    }
    await eventually(() => new Set(subscriber.ids).size === expected.length);
    assert.deepEqual([...new Set(subscriber.ids)], expected);
    stop.abort();
    await relay.ended;
  },
);

test(
  'keeps what an operator set on the stream, and brings the rest up to date',
  { timeout: 30_000 },
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    const connection = await connect({ servers: server.url });
    t.after(() => connection.close());
    const { streams } = await connection.jetstreamManager();
    await streams.add({
      name: STREAM_NAME,
      subjects: ['elsewhere'],
      max_age: nanos(3_600_000),
      duplicate_window: nanos(1000),
    });
    await using bus = connectNatsBus({ servers: server.url, logger });
    await bus.publish(message(SUBJECT, 'm1'), never);
    const { config, state } = await streams.info(STREAM_NAME);
    assert.deepEqual(config.subjects, ['elsewhere', 'blockqnn.v1.>']);
    assert.equal(config.max_age, nanos(3_600_000));
    assert.equal(config.duplicate_window, nanos(600_000));
    assert.equal(config.storage, 'file');
    assert.equal(state.messages, 1);
  },
);

test('closes soon where the server has gone', { timeout: 10_000 }, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  const bus = connectNatsBus({ servers: server.url, logger });
  using _ = await Subscriber.attach(bus, 'd', SUBJECT);
  await server.kill();
  await bus[Symbol.asyncDispose]();
  assert.equal(bus.connected, false);
});

test('gives what was published before to a subscription that is new', { timeout: 30_000 }, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  await using bus = connectNatsBus({ servers: server.url, logger });
  for (const id of ids(3)) await bus.publish(message(SUBJECT, id), never);
  using subscriber = await Subscriber.attach(bus, 'late', SUBJECT);
  await eventually(() => subscriber.messages.length === 3);
  assert.deepEqual(subscriber.ids, ids(3));
});

test(
  'acknowledges a message whose handler was at work when the bus was closed',
  { timeout: 30_000 },
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    const bus = connectNatsBus({ servers: server.url, logger });
    let finish: (() => void) | undefined;
    using first = await Subscriber.attach(
      bus,
      'd',
      SUBJECT,
      () => new Promise<void>((resolve) => (finish = resolve)),
    );
    await bus.publish(message(SUBJECT, 'm1'), never);
    await eventually(() => finish !== undefined);
    const closing = bus[Symbol.asyncDispose]();
    finish?.();
    await closing;
    await using again = connectNatsBus({ servers: server.url, logger, ackWaitMs: 20_000 });
    using second = await Subscriber.attach(again, 'd', SUBJECT);
    await again.publish(message(SUBJECT, 'm2'), never);
    await eventually(() => second.messages.length > 0);
    assert.deepEqual([first.ids, second.ids], [['m1'], ['m2']]);
  },
);
