import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import fc from 'fast-check';
import { connect, type JetStreamClient, type NatsConnection } from 'nats';
import { message, never } from '../../../test/contracts/subscriber.js';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import type { BusMessage } from '../src/event-bus.js';
import { publishBySubject } from '../src/nats/publish-by-subject.js';
import { publishInChains } from '../src/nats/publish-in-chains.js';
import { ensureStream, STREAM_NAME } from '../src/nats/stream.js';

const OPTIONS = { timeoutMs: 2_000, stops: [never] };

/** What becomes of a message on its way, once. */
type Fault = 'dropped' | 'acknowledgement lost' | 'late' | 'somebody else between';

async function streamOf(t: TestContext): Promise<NatsConnection | undefined> {
  const server = await startNatsServer(t);
  if (!server) return undefined;
  const connection = await connect({ servers: server.url });
  t.after(() => connection.close());
  await ensureStream(await connection.jetstreamManager(), {});
  return connection;
}

/** The connection, on whose way to the server some messages meet a fault the first time. */
function faulty(
  connection: NatsConnection,
  faults: ReadonlyMap<string, Fault>,
): { connection: NatsConnection; settled: () => Promise<unknown> } {
  const real = connection.jetstream();
  const left = new Map(faults);
  const late: Promise<unknown>[] = [];
  const publish: JetStreamClient['publish'] = async (subject, body, options) => {
    const id = options?.msgID ?? '';
    const fault = left.get(id);
    left.delete(id);
    if (fault === undefined) return real.publish(subject, body, options);
    if (fault === 'somebody else between') {
      late.push(real.publish('blockqnn.v1.somebody.else', 'x'));
      return real.publish(subject, body, options);
    }
    if (fault === 'acknowledgement lost')
      late.push(real.publish(subject, body, options).catch(() => undefined));
    if (fault === 'late') {
      late.push(
        new Promise((resolve) => setTimeout(resolve, 3)).then(() =>
          real.publish(subject, body, options).catch(() => undefined),
        ),
      );
    }
    throw new Error(fault);
  };
  const jetstream = (): JetStreamClient => ({ publish }) as JetStreamClient;
  return { connection: { jetstream } as NatsConnection, settled: () => Promise.all(late) };
}

/** Ids of what the stream has under a subject, in its order. */
async function stored(connection: NatsConnection, subject: string): Promise<string[]> {
  const consumer = await connection.jetstream().consumers.get(STREAM_NAME, { filterSubjects: [subject] });
  const { num_pending: count } = await consumer.info();
  const found: string[] = [];
  if (count === 0) return found;
  for await (const one of await consumer.fetch({ max_messages: count, expires: 5_000 })) {
    found.push(one.headers?.get('Nats-Msg-Id') ?? '');
    if (found.length === count) break;
  }
  return found;
}

function batchOf(subject: string, count: number): BusMessage[] {
  return Array.from({ length: count }, (_, index) => message(subject, `${subject}/${String(index)}`));
}

test('a message that fails stops those behind it, and nothing else', { timeout: 30_000 }, async (t) => {
  const connection = await streamOf(t);
  if (!connection) return;
  const batch = batchOf('blockqnn.v1.evaluations.completed.s1', 10);
  const ids = batch.map(({ id }) => id);
  const way = faulty(connection, new Map([[ids[4] ?? '', 'dropped']]));
  const outcome = await publishInChains(way.connection, batch, OPTIONS);
  assert.equal(outcome.published, 4);
  assert.equal(outcome.error?.message, 'dropped');
  assert.deepEqual(await stored(connection, batch[0]?.subject ?? ''), ids.slice(0, 4));
});

test(
  "somebody else's message in the place of one that failed deceives nobody",
  { timeout: 30_000 },
  async (t) => {
    const connection = await streamOf(t);
    if (!connection) return;
    const batch = batchOf('blockqnn.v1.evaluations.completed.s1', 10);
    const ids = batch.map(({ id }) => id);
    const way = faulty(
      connection,
      new Map<string, Fault>([
        [ids[4] ?? '', 'dropped'],
        [ids[5] ?? '', 'somebody else between'],
      ]),
    );
    assert.equal((await publishInChains(way.connection, batch, OPTIONS)).published, 4);
    assert.deepEqual(await stored(connection, batch[0]?.subject ?? ''), ids.slice(0, 4));
  },
);

test(
  'an acknowledgement that is lost costs nothing where a later one comes',
  { timeout: 30_000 },
  async (t) => {
    const connection = await streamOf(t);
    if (!connection) return;
    const batch = batchOf('blockqnn.v1.evaluations.completed.s1', 10);
    const way = faulty(connection, new Map([[batch[4]?.id ?? '', 'acknowledgement lost']]));
    assert.deepEqual(await publishInChains(way.connection, batch, OPTIONS), {
      published: 10,
      error: undefined,
    });
  },
);

test('holds a bounded number of messages on the way', { timeout: 30_000 }, async (t) => {
  const connection = await streamOf(t);
  if (!connection) return;
  const real = connection.jetstream();
  let [onTheWay, most] = [0, 0];
  const publish: JetStreamClient['publish'] = (subject, body, options) => {
    most = Math.max(most, ++onTheWay);
    return real.publish(subject, body, options).finally(() => onTheWay--);
  };
  // Of the connection only what is used.
  const counting = { jetstream: () => ({ publish }) } as unknown as NatsConnection;
  const batch = batchOf('blockqnn.v1.evaluations.completed.s1', 1000);
  assert.equal((await publishInChains(counting, batch, OPTIONS)).published, 1000);
  assert.ok(most > 16 && most <= 128, String(most));
});

test('a second publisher slows it down at most', { timeout: 60_000 }, async (t) => {
  const connection = await streamOf(t);
  if (!connection) return;
  const batches = ['s1', 's2', 's3'].map((id) => batchOf(`blockqnn.v1.evaluations.completed.${id}`, 400));
  const outcomes = await Promise.all(batches.map((batch) => publishInChains(connection, batch, OPTIONS)));
  assert.deepEqual(new Set(outcomes.map(({ published, error }) => error ?? published)), new Set([400]));
  for (const batch of batches) {
    const ids = batch.map(({ id }) => id);
    assert.deepEqual(await stored(connection, batch[0]?.subject ?? ''), ids);
  }
});

for (const publish of [publishInChains, publishBySubject]) {
  test(
    `${publish.name}: whatever becomes of single messages, the stream has them in order, once`,
    { timeout: 120_000 },
    async (t) => {
      const connection = await streamOf(t);
      if (!connection) return;
      let run = 0;
      const fault = fc.constantFrom<Fault>(
        'dropped',
        'acknowledgement lost',
        'late',
        'somebody else between',
      );
      const faults = fc.dictionary(fc.nat(39).map(String), fault, { maxKeys: 8 });
      await fc.assert(
        fc.asyncProperty(faults, fc.infiniteStream(fc.boolean()), async (faultOf, isOther) => {
          const subject = `blockqnn.v1.evaluations.completed.s${String(run++)}`;
          const batch = Array.from({ length: 40 }, (_, index) =>
            message(isOther.next().value ? `${subject}x` : subject, `${subject}/${String(index)}`),
          );
          const met = Object.entries(faultOf).map(([index, kind]) => [`${subject}/${index}`, kind] as const);
          const way = faulty(connection, new Map(met));
          for (let published = 0; published < batch.length;) {
            published += (await publish(way.connection, batch.slice(published), OPTIONS)).published;
          }
          await way.settled();
          for (const one of [subject, `${subject}x`]) {
            const ids = batch.filter((sent) => sent.subject === one).map(({ id }) => id);
            assert.deepEqual(await stored(connection, one), ids);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
}
