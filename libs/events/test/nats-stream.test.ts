import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { createLogger } from '@blockqnn/telemetry';
import { connect, nanos, type JetStreamManager } from 'nats';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import { startNatsServer, type NatsServer } from '../../../test/tools/nats-server.js';
import { connectNatsBus } from '../src/nats/bus.js';
import type { StreamSettings } from '../src/nats/config.js';
import { STREAM_NAME } from '../src/nats/stream.js';
import { startOutboxRelay } from '../src/outbox-relay.js';
import { recordingLogger } from './log-lines.js';
import { outboxOf } from './outbox.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';
const HOUR_MS = 3_600_000;
const TIMEOUT = { timeout: 30_000 };

/** A server, and a way to look at its streams. */
async function ground(
  t: TestContext,
): Promise<{ server: NatsServer; manager: JetStreamManager } | undefined> {
  const server = await startNatsServer(t);
  if (!server) return undefined;
  const connection = await connect({ servers: server.url, maxReconnectAttempts: -1, reconnectTimeWait: 50 });
  t.after(() => connection.close());
  return { server, manager: await connection.jetstreamManager() };
}

/** The stream as it is after a service with these settings has connected. */
async function configured(server: NatsServer, manager: JetStreamManager, stream: StreamSettings) {
  await using bus = connectNatsBus({ servers: server.url, logger, stream });
  await bus.whenConnected(never);
  const { config } = await manager.streams.info(STREAM_NAME);
  const {
    num_replicas: replicas,
    max_age: age,
    max_bytes: bytes,
    duplicate_window: window,
    storage,
  } = config;
  return { replicas, ageMs: age / 1e6, bytes, windowMs: window / 1e6, storage };
}

const BY_DEFAULT = { replicas: 1, ageMs: 0, bytes: -1, windowMs: 600_000, storage: 'file' };

test('makes the stream as it is configured', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  const settings: StreamSettings = {
    replicas: 1,
    maxAgeMs: 48 * HOUR_MS,
    maxBytes: 2 ** 30,
    duplicateWindowMs: HOUR_MS,
    storage: 'memory',
  };
  const stream = await configured(here.server, here.manager, settings);
  assert.deepEqual(stream, {
    replicas: 1,
    ageMs: 48 * HOUR_MS,
    bytes: 2 ** 30,
    windowMs: HOUR_MS,
    storage: 'memory',
  });
});

test('changes a stream to what is configured, and back; leaves alone what is not', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  const { server, manager } = here;
  assert.deepEqual(await configured(server, manager, {}), BY_DEFAULT);
  await manager.streams.update(STREAM_NAME, { max_bytes: 2 ** 20 });
  const aged = { ...BY_DEFAULT, bytes: 2 ** 20, ageMs: HOUR_MS };
  assert.deepEqual(await configured(server, manager, { maxAgeMs: HOUR_MS }), aged);
  assert.deepEqual(await configured(server, manager, {}), aged);
  assert.deepEqual(await configured(server, manager, { maxAgeMs: 0, maxBytes: -1 }), BY_DEFAULT);
  assert.equal((await configured(server, manager, { duplicateWindowMs: 1000 })).windowMs, 1000);
});

test("an operator's greatest age below the duplicate window is no obstacle", TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  await here.manager.streams.add({
    name: STREAM_NAME,
    subjects: ['blockqnn.v1.>'],
    max_age: nanos(60_000),
    duplicate_window: nanos(1000),
  });
  const { windowMs, ageMs } = await configured(here.server, here.manager, {});
  assert.deepEqual([windowMs, ageMs], [60_000, 60_000]);
});

test('says what a server cannot have, and is ready once it can', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  const { server, manager } = here;
  await configured(server, manager, {});
  const { logger: recorder, lines } = recordingLogger();
  await using bus = connectNatsBus({ servers: server.url, logger: recorder, stream: { storage: 'memory' } });
  await eventually(() => lines.length > 0);
  assert.equal(lines[0]?.msg, 'JetStream stream not ready');
  assert.match(lines[0].err?.message ?? '', /BLOCKQNN_NATS_STREAM_STORAGE is memory, .* kept in file/);
  assert.equal(bus.connected, false);
  await manager.streams.delete(STREAM_NAME);
  await bus.whenConnected(never);
});

test('a stream that is deleted comes back, with the messages that follow', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  await using bus = connectNatsBus({ servers: here.server.url, logger });
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  const stop = new AbortController();
  const store = outboxOf([message(SUBJECT, 'm1')]);
  const relay = startOutboxRelay({
    store,
    bus,
    logger,
    signal: stop.signal,
    pollMs: 20,
    backOff: { firstMs: 1, maxMs: 2 },
  });
  await eventually(() => subscriber.messages.length === 1);
  await here.manager.streams.delete(STREAM_NAME);
  store.messages.push(message(SUBJECT, 'm2'));
  await eventually(() => subscriber.messages.length === 2);
  assert.deepEqual(subscriber.ids, ['m1', 'm2']);
  stop.abort();
  await relay.ended;
});

test('a consumer that is deleted is made again, and gives everything again', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  const { logger: recorder, lines } = recordingLogger();
  await using bus = connectNatsBus({ servers: here.server.url, logger: recorder });
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  await bus.publish(message(SUBJECT, 'm1'), never);
  await eventually(() => subscriber.messages.length === 1);
  await here.manager.consumers.delete(STREAM_NAME, 'd');
  await bus.publish(message(SUBJECT, 'm2'), never);
  await eventually(() => subscriber.ids.includes('m2'));
  assert.deepEqual(subscriber.ids, ['m1', 'm1', 'm2']);
  assert.ok(lines.length < 10, JSON.stringify(lines));
});

test('a stream without room holds the outbox up, and loses nothing', TIMEOUT, async (t) => {
  const here = await ground(t);
  if (!here) return;
  const { server, manager } = here;
  await configured(server, manager, {});
  await manager.streams.update(STREAM_NAME, { max_msgs: 3, discard: 'new' as never });
  const { logger: recorder, lines } = recordingLogger();
  await using bus = connectNatsBus({ servers: server.url, logger: recorder });
  const stop = new AbortController();
  const ids = Array.from({ length: 10 }, (_, index) => `m${String(index)}`);
  const store = outboxOf(ids.map((id) => message(SUBJECT, id)));
  const relay = startOutboxRelay({
    store,
    bus,
    logger: recorder,
    signal: stop.signal,
    backOff: { firstMs: 1, maxMs: 2 },
  });
  await eventually(() => lines.some(({ err }) => /maximum messages exceeded/.test(err?.message ?? '')));
  assert.equal(store.published, 3);
  await manager.streams.update(STREAM_NAME, { max_msgs: -1 });
  await eventually(() => store.published === ids.length);
  stop.abort();
  await relay.ended;
  using subscriber = await Subscriber.attach(bus, 'd', SUBJECT);
  await eventually(() => subscriber.messages.length === ids.length);
  assert.deepEqual(subscriber.ids, ids);
});
