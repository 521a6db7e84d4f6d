import assert from 'node:assert/strict';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '@blockqnn/telemetry';
import { connect } from 'nats';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { connectNatsBus } from '../src/nats/bus.js';
import { deliveryOf } from '../src/nats/delivery.js';
import { STREAM_NAME } from '../src/nats/stream.js';

const logger = createLogger({ service: 'test', level: 'silent' });
const TIMEOUT = { timeout: 60_000 };
const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';
const ids = (count: number): string[] => Array.from({ length: count }, (_, index) => `m${index}`);
const batchOf = (count: number) => ids(count).map((id) => message(SUBJECT, id));

test('gives what a subscriber that died held again, and before what comes after it', TIMEOUT, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  await using bus = connectNatsBus({ servers: server.url, logger, ackWaitMs: 1500 });
  await bus.publishBatch(batchOf(12), never);
  {
    using first = await Subscriber.attach(bus, 'd', SUBJECT, undefined, {
      most: 2,
      onMessages: () => Promise.resolve(),
    });
    await eventually(() => first.ids.length === 12);
  }
  // It takes some of what comes next, and is not heard of again.
  const connection = await connect({ servers: server.url });
  t.after(() => connection.close());
  const dying = await connection.jetstream().consumers.get(STREAM_NAME, 'd');
  const held: number[] = [];
  const manager = await connection.jetstreamManager();
  await manager.consumers.update(STREAM_NAME, 'd', { max_ack_pending: 50 });
  await bus.publishBatch(
    ids(40)
      .slice(12)
      .map((id) => message(SUBJECT, id)),
    never,
  );
  for await (const one of await dying.fetch({ max_messages: 9, expires: 1000 })) held.push(one.seq);
  assert.equal(held.length, 9);
  const sizes: number[] = [];
  using second = await Subscriber.attach(bus, 'd', SUBJECT, undefined, {
    most: 50,
    onMessages: (messages) => Promise.resolve(void sizes.push(messages.length)),
  });
  await eventually(() => second.messages.length >= 28);
  assert.deepEqual(second.ids, ids(40).slice(12));
});

test('goes on where a message is gone and more are held than it takes at once', TIMEOUT, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  await using bus = connectNatsBus({ servers: server.url, logger, ackWaitMs: 1500 });
  const attach = () =>
    Subscriber.attach(bus, 'd', SUBJECT, undefined, { most: 3, onMessages: () => Promise.resolve() });
  await bus.publishBatch(batchOf(6), never);
  {
    using first = await attach();
    await eventually(() => first.ids.length === 6);
  }
  await bus.publishBatch(batchOf(20).slice(6), never);
  const connection = await connect({ servers: server.url });
  t.after(() => connection.close());
  const manager = await connection.jetstreamManager();
  // The one that would be next.
  await manager.streams.deleteMessage(STREAM_NAME, 7);
  const dying = await connection.jetstream().consumers.get(STREAM_NAME, 'd');
  let held = 0;
  for await (const one of await dying.fetch({ max_messages: 9, expires: 1000 })) held += Math.sign(one.seq);
  assert.equal(held, 9);
  using second = await attach();
  await eventually(() => second.messages.length >= 13);
  assert.deepEqual(second.ids, ids(20).slice(7));
});

test('of two subscribers one at a time deals with messages, in order', TIMEOUT, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  const buses = [0, 1].map(() => connectNatsBus({ servers: server.url, logger, ackWaitMs: 20_000 }));
  const [one, two] = buses;
  if (!one || !two) return;
  await using _one = one;
  await using _two = two;
  const all: string[] = [];
  let atWork = 0;
  const deal = async (some: readonly string[]): Promise<void> => {
    assert.equal(++atWork, 1);
    await pause(2);
    all.push(...some);
    atWork--;
  };
  const attach = (bus: typeof one) =>
    Subscriber.attach(bus, 'd', SUBJECT, ({ id }) => deal([id]), {
      most: 10,
      onMessages: (messages) => deal(messages.map(({ id }) => id)),
    });
  using first = await attach(one);
  using second = await attach(two);
  await one.publishBatch(batchOf(300), never);
  await eventually(() => new Set(all).size === 300);
  assert.deepEqual([...new Set(all)], ids(300));
  assert.equal(first.messages.length + second.messages.length, all.length);
});

test(
  'hands back what it has not dealt with when it ends, so that nobody waits for it',
  TIMEOUT,
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    await using bus = connectNatsBus({ servers: server.url, logger, ackWaitMs: 50_000 });
    await bus.publishBatch(batchOf(6), never);
    let tried = 0;
    const first = await Subscriber.attach(
      bus,
      'd',
      SUBJECT,
      () => (tried++ < 2 ? Promise.resolve() : Promise.reject(new Error('never'))),
      { most: 6, onMessages: () => Promise.reject(new Error('one by one')) },
    );
    await eventually(() => tried > 2);
    first[Symbol.dispose]();
    using second = await Subscriber.attach(bus, 'd', SUBJECT, undefined, {
      most: 6,
      onMessages: () => Promise.resolve(),
    });
    await eventually(() => second.messages.length === 4);
    assert.deepEqual([first.ids, second.ids], [ids(6).slice(0, 2), ids(6).slice(2)]);
  },
);

test('reads what the server says of a delivery, with and without a domain', () => {
  const of = (reply: string) => {
    const { stream, attempt, streamSequence, consumerSequence } = deliveryOf({ reply } as never);
    return [stream, attempt, streamSequence, consumerSequence];
  };
  assert.deepEqual(of('$JS.ACK.S.c.2.30.44.1700000000000000000.5'), ['S', 2, 30, 44]);
  assert.deepEqual(of('$JS.ACK.hub.ACCOUNT.S.c.1.7.8.1700000000000000000.0.token'), ['S', 1, 7, 8]);
  for (const reply of ['', '_INBOX.x', '$JS.ACK.S.c.one.2.3.4.5']) {
    assert.throws(() => of(reply), /not the reply subject of a JetStream message/);
  }
});
