import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NUMBER_FIELDS } from '../src/filter/fields.js';
import { positionOf, type BestBlocksQuery } from '../src/store/best-blocks.js';
import { bestOfAll } from '../src/store/best-of-all.js';
import { bestOfFew } from '../src/store/best-of-few.js';
import { fewRows } from '../src/store/few-rows.js';
import { queryBestBlocks } from '../src/store/query-best-blocks.js';
import type { Database } from '../src/store/tables.js';
import { WalkedPage } from '../src/store/walked-page.js';
import { anyFilter } from './any-filter.js';
import { filledDatabase } from './filled-database.js';
import { onBothDatabases } from './on-both-databases.js';
import { rowsFrom, valuesOf } from './random-rows.js';

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

/** However few rows a stretch has. */
async function byWalk(db: Database, query: BestBlocksQuery, rows: number) {
  const page = new WalkedPage(db, query);
  while (!(await page.walk(rows)));
  return page.rows;
}

bothTest('every way to the best blocks finds the same ones, on every page', async (place) => {
  await using db = await filledDatabase(
    place,
    ROWS.map(({ message }) => message),
  );
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
});
