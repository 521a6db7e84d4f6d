import assert from 'node:assert/strict';
import { join } from 'node:path';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import fc from 'fast-check';
import { evaluationFromJson, evaluationToJson } from '@blockqnn/events';
import { NUMBER_FIELDS } from '../src/filter/fields.js';
import { checkEvaluation } from '../src/kept-evaluation.js';
import { positionOf, type BestBlocksQuery } from '../src/store/best-blocks.js';
import { bestOfAll } from '../src/store/best-of-all.js';
import { bestOfFew } from '../src/store/best-of-few.js';
import { fewRows } from '../src/store/few-rows.js';
import { keepEvaluations } from '../src/store/keep-evaluations.js';
import { MIGRATIONS } from '../src/store/migrations.js';
import { queryBestBlocks } from '../src/store/query-best-blocks.js';
import type { Database, Tables } from '../src/store/tables.js';
import { WalkedPage } from '../src/store/walked-page.js';
import { anyFilter } from './any-filter.js';
import { onBothDatabases } from './on-both-databases.js';
import { rowsFrom, valuesOf } from './random-rows.js';
import type { RegistryPlace } from './test-registry.js';

const bothTest = onBothDatabases();
const ROWS = rowsFrom(1, 120, 5);
const { signal } = new AbortController();

/** With the reward as its last word, as requests have it. */
const anyOrder = fc
  .uniqueArray(
    fc.record({
      field: fc.constantFrom(...NUMBER_FIELDS.filter((field) => field !== 'reward')),
      direction: fc.constantFrom('asc' as const, 'desc' as const),
    }),
    { maxLength: 2, selector: ({ field }) => field },
  )
  .map((terms) => [...terms, { field: 'reward', direction: 'desc' } as const]);

async function filledDatabase(place: RegistryPlace): Promise<Database> {
  const stateDir = typeof place === 'string' ? place : (place['BLOCKQNN_STATE_DIR'] ?? '');
  const url = typeof place === 'string' ? undefined : place['BLOCKQNN_DATABASE_URL'];
  const location = databaseLocation(url, { path: join(stateDir, 'registry.db'), synchronous: 'normal' });
  const db = await openDatabase<Tables>(location, { schema: 'blockqnn_registry', applicationName: 'test' });
  await migrate(db, MIGRATIONS);
  const messages = ROWS.map(({ message }) => evaluationFromJson(evaluationToJson(message)));
  await keepEvaluations(db, messages.map(checkEvaluation));
  return db;
}

/** However few rows a stretch has. */
async function byWalk(db: Database, query: BestBlocksQuery, rows: number) {
  const page = new WalkedPage(db, query);
  while (!(await page.walk(rows)));
  return page.rows;
}

bothTest('every way to the best blocks finds the same ones, on every page', async (place) => {
  const db = await filledDatabase(place);
  try {
    await fc.assert(
      fc.asyncProperty(
        anyFilter(valuesOf(ROWS)),
        anyOrder,
        fc.record({
          page: fc.nat(5),
          limit: fc.integer({ min: 1, max: 4 }),
          rows: fc.integer({ min: 1, max: 9 }),
        }),
        async (filter, order, { page, limit, rows }) => {
          const whole = { filter, order, snapshot: 100, after: undefined, limit: 1000 };
          const all = await queryBestBlocks(db, whole, signal);
          const last = all[page - 1];
          const query = { ...whole, limit, after: last && positionOf(last, order) };
          const expected = all.slice(last ? page : 0).slice(0, limit);
          assert.deepEqual(await byWalk(db, query, rows), expected, 'walked');
          assert.deepEqual(await bestOfAll(db, query, signal), expected, 'of all');
          const few = await fewRows(db, filter, ['ordinal']);
          if (few) assert.deepEqual(await bestOfFew(db, query, few, signal), expected, 'of few');
        },
      ),
      { numRuns: 150 },
    );
  } finally {
    await db.destroy();
  }
});
