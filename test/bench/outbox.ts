import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectNatsBus, startOutboxRelay, type OutboxMessage, type OutboxStore } from '@blockqnn/events';
import { openSqlite } from '@blockqnn/storage';
import { createLogger } from '@blockqnn/telemetry';
import type { Bench, Figure } from '../tools/bench.js';
import { startNatsServer } from '../tools/nats-server.js';

const MESSAGES = 100_000;
/** About what an evaluation with a dozen epochs takes. */
const BODY_BYTES = 2_000;
const SEARCHES = 4;
const ROWS_AT_ONCE = 1_000;
const MIB = 2 ** 20;

interface Tables {
  outbox: { id: number; subject: string; message_id: string; headers_json: string; body: Uint8Array };
}

export const bench: Bench = {
  name: 'outbox',
  description: `${String(MESSAGES)} messages of ${String(BODY_BYTES)} bytes that wait in SQLite, published to a nats-server that syncs each`,
  run: async ({ log }) => {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-bench-'));
    const ends: (() => unknown)[] = [];
    try {
      const server = await startNatsServer({
        skip: (reason) => {
          log(String(reason));
        },
        after: (end) => ends.push(end as () => unknown),
      });
      if (!server) return [];
      const db = await openSqlite<Tables>({ path: join(folder, 'outbox.db') });
      ends.push(() => db.destroy());
      log('filling the outbox …');
      await fill(db);
      return await drain(storeOf(db), server.url, log);
    } finally {
      for (const end of ends.reverse()) await end();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

type Db = Awaited<ReturnType<typeof openSqlite<Tables>>>;

async function fill(db: Db): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('headers_json', 'text', (column) => column.notNull())
    .addColumn('body', 'blob', (column) => column.notNull())
    .execute();
  const body = new Uint8Array(BODY_BYTES).fill(120);
  for (let begin = 1; begin <= MESSAGES; begin += ROWS_AT_ONCE) {
    const rows = Array.from({ length: ROWS_AT_ONCE }, (_, index) => begin + index).map((id) => ({
      id,
      subject: `blockqnn.v1.evaluations.completed.s${String(id % SEARCHES)}`,
      message_id: `m${String(id)}`,
      headers_json: JSON.stringify({ 'ce-id': `m${String(id)}`, 'content-type': 'application/json' }),
      body,
    }));
    await db.insertInto('outbox').values(rows).execute();
  }
}

/** The outbox as the controller keeps it. */
function storeOf(db: Db): OutboxStore {
  return {
    unpublished: async (limit) => {
      const rows = await db.selectFrom('outbox').selectAll().orderBy('id').limit(limit).execute();
      return rows.map((row): OutboxMessage => ({
        id: row.id,
        message: {
          subject: row.subject,
          id: row.message_id,
          headers: JSON.parse(row.headers_json) as Record<string, string>,
          body: row.body,
        },
      }));
    },
    markPublished: async (throughId) => {
      await db.deleteFrom('outbox').where('id', '<=', throughId).execute();
    },
  };
}

async function drain(store: OutboxStore, servers: string, log: (text: string) => void): Promise<Figure[]> {
  const logger = createLogger({ service: 'bench', level: 'warn' });
  const stop = new AbortController();
  await using bus = connectNatsBus({ servers, logger });
  await bus.whenConnected(stop.signal);
  const memory = (): number => process.memoryUsage.rss() / MIB;
  const [beginMs, before] = [performance.now(), memory()];
  let [published, peak] = [0, before];
  let done: (() => void) | undefined;
  const drained = new Promise<void>((resolve) => (done = resolve));
  const relay = startOutboxRelay({
    bus,
    logger,
    signal: stop.signal,
    store: {
      unpublished: (limit) => store.unpublished(limit),
      markPublished: async (throughId) => {
        await store.markPublished(throughId);
        if (Math.floor(throughId / 10_000) > Math.floor(published / 10_000)) {
          log(`${String(throughId)} published, ${memory().toFixed(0)} MiB`);
        }
        published = throughId;
        peak = Math.max(peak, memory());
        if (published === MESSAGES) done?.();
      },
    },
  });
  await drained;
  const seconds = (performance.now() - beginMs) / 1000;
  stop.abort();
  await relay.ended;
  return [
    { name: 'published', value: MESSAGES / seconds, unit: '1/s' },
    { name: 'memory before', value: before, unit: 'MiB' },
    { name: 'memory, most', value: peak, unit: 'MiB', atMost: 512 },
  ];
}
