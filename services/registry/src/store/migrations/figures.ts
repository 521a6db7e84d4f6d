import { blockSketch, canonicalBlock, formatBlock, formatSketch, parseBlock } from '@blockqnn/nsc';
import type { Migration } from '@blockqnn/storage';
import { sql, type Kysely } from 'kysely';
import { z } from 'zod';

/** Every figure in a column of a narrow table, messages and blocks apart, ordinals in the order of commits. */
export const FIGURES: Migration = {
  name: '0003-figures',
  up: async (db) => {
    await db.schema.alterTable('evaluation').renameTo('old_evaluation').execute();
    await createTables(db);
    await copy(db);
    await db.schema.dropTable('old_evaluation').execute();
    await createIndexes(db);
  },
};

async function createTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('evaluation')
    .addColumn('ordinal', 'integer', (column) => column.primaryKey())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('trial', 'integer', (column) => column.notNull())
    .addColumn('block', 'text', (column) => column.notNull())
    .addColumn('dataset', 'text', (column) => column.notNull())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('strategy', 'text', (column) => column.notNull())
    .addColumn('accuracy', 'double precision')
    .addColumn('reward', 'double precision', (column) => column.notNull())
    .addColumn('flops', 'double precision', (column) => column.notNull())
    .addColumn('parameters', 'double precision', (column) => column.notNull())
    .addColumn('activation_bytes', 'double precision', (column) => column.notNull())
    .addColumn('density', 'double precision', (column) => column.notNull())
    .addColumn('layers', 'double precision', (column) => column.notNull())
    .addColumn('attempt', 'double precision', (column) => column.notNull())
    .addColumn('duration', 'double precision')
    .addColumn('complete_time', 'double precision', (column) => column.notNull())
    .addColumn('weights_sha256', 'text')
    .execute();
  await db.schema
    .createTable('evaluation_message')
    .addColumn('ordinal', 'integer', (column) => column.primaryKey())
    .addColumn('message_json', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('block')
    .addColumn('ordinal', 'integer', (column) => column.primaryKey())
    .addColumn('block', 'text', (column) => column.notNull().unique())
    .addColumn('nsc', 'text', (column) => column.notNull())
    .addColumn('sketch', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('arrival')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('last', 'integer', (column) => column.notNull())
    .execute();
}

/** After the copy, and after the old table has taken its indexes of the same names with it. */
async function createIndexes(db: Kysely<unknown>): Promise<void> {
  const index = (name: string) => db.schema.createIndex(`evaluation_${name}`).on('evaluation');
  await index('search_trial').unique().columns(['search', 'trial']).execute();
  await index('search').columns(['search', 'ordinal']).execute();
  await index('block').columns(['block', 'reward']).execute();
}

interface OldRow {
  readonly ordinal: number;
  readonly search: string;
  readonly trial: number;
  readonly block: string;
  readonly dataset: string;
  readonly worker: string;
  readonly accuracy: number | null;
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly activation_bytes: number;
  readonly density: number;
  readonly weights_sha256: string | null;
  readonly message_json: string;
}

interface CopiedTables {
  readonly old_evaluation: OldRow;
  readonly evaluation: Readonly<Record<string, unknown>>;
  readonly evaluation_message: Readonly<Record<string, unknown>>;
  readonly block: Readonly<Record<string, unknown>>;
}

/** Rows that are copied at once: some hundred bytes each, and far fewer parameters than a statement may have. */
const CHUNK = 500;

/** What the copy needs of messages, in the JSON mapping, which leaves out what is zero or empty. */
const messageSchema = z.object({
  block: z.object({ nsc: z.string() }),
  strategy: z.string().default(''),
  attempt: z.number().default(0),
  completeTime: z.string(),
  measurement: z.object({ duration: z.string().default('0s') }).optional(),
});

async function copy(db: Kysely<CopiedTables>): Promise<void> {
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('old_evaluation')
      .selectAll()
      .where('ordinal', '>', last)
      .orderBy('ordinal')
      .limit(CHUNK)
      .execute();
    const final = rows.at(-1);
    if (!final) break;
    last = final.ordinal;
    const copies = rows.map(copyOf);
    await db
      .insertInto('evaluation')
      .values(copies.map(({ evaluation }) => evaluation))
      .execute();
    await db
      .insertInto('evaluation_message')
      .values(rows.map(({ ordinal, message_json }) => ({ ordinal, message_json })))
      .execute();
    await db
      .insertInto('block')
      .values(copies.map(({ block }) => block))
      .onConflict((conflict) => conflict.column('block').doNothing())
      .execute();
  }
  await sql`insert into arrival (id, last) values (1, ${last})`.execute(db);
}

function copyOf({ message_json, ...row }: OldRow) {
  const message = messageSchema.parse(JSON.parse(message_json));
  const block = canonicalBlock(parseBlock(message.block.nsc));
  const evaluation = {
    ...row,
    strategy: message.strategy,
    layers: block.layers.length,
    attempt: message.attempt,
    duration: message.measurement ? Number.parseFloat(message.measurement.duration) : null,
    complete_time: Date.parse(message.completeTime),
  };
  return {
    evaluation,
    block: {
      ordinal: row.ordinal,
      block: row.block,
      nsc: formatBlock(block),
      sketch: formatSketch(blockSketch(block)),
    },
  };
}
