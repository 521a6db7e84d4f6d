import assert from 'node:assert/strict';
import type { BlockSummaryMessage } from '@blockqnn/api';
import fc from 'fast-check';
import { NUMBER_FIELDS } from '../src/filter/fields.js';
import { formatFilter } from '../src/filter/format-filter.js';
import type { Filter } from '../src/filter/filter.js';
import type { Order } from '../src/filter/parse-order.js';
import { anyFilter, meets } from './any-filter.js';
import { onBothDatabases } from './on-both-databases.js';
import { rowsFrom, valuesOf, type Row } from './random-rows.js';
import { testRegistry, type TestRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const anyOrder: fc.Arbitrary<Order> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom(...NUMBER_FIELDS), direction: fc.constantFrom('asc', 'desc') }),
  { minLength: 1, maxLength: 3, selector: ({ field }) => field },
);

const formatOrder = (order: Order): string =>
  order.map(({ field, direction }) => `${field} ${direction}`).join(', ');

/** What an answer says of a block, as far as it follows from the rows. */
interface Expected {
  readonly block: string;
  readonly trial: string | undefined;
  readonly measured: number;
  readonly failed: number;
  readonly accuracies: readonly number[];
  readonly rewards: readonly number[];
}

/** By filtering, grouping and sorting alone. Rows stand in order of arrival. */
function expectedBlocks(rows: readonly Row[], filter: Filter, order: Order): Expected[] {
  const matching = rows.filter(({ figures }) => meets(figures, filter) === true);
  const measured = matching.filter(({ figures }) => figures.accuracy !== null);
  const byOrder = (one: Row, two: Row): number => {
    for (const { field, direction } of [...order, { field: 'reward', direction: 'desc' } as const]) {
      const difference = (one.figures[field] ?? 0) - (two.figures[field] ?? 0);
      if (difference !== 0) return direction === 'asc' ? difference : -difference;
    }
    return 0;
  };
  const blocks = [...new Set(measured.map(({ figures }) => figures.block))].map((block) => {
    const own = measured.filter(({ figures }) => figures.block === block);
    // Sorting keeps the order of arrival among equal ones.
    return { block, own, best: [...own].sort(byOrder)[0] as Row };
  });
  blocks.sort((one, two) => byOrder(one.best, two.best) || (one.block < two.block ? -1 : 1));
  return blocks.map(({ block, own, best }) => ({
    block: `blocks/${block}`,
    trial: best.message.trial,
    measured: own.length,
    failed: matching.filter(({ figures }) => figures.block === block && figures.accuracy === null).length,
    accuracies: own.map(({ figures }) => figures.accuracy ?? 0),
    rewards: own.map(({ figures }) => figures.reward ?? 0),
  }));
}

function assertAnswers(
  answered: readonly BlockSummaryMessage[],
  expected: readonly Expected[],
  query: string,
): void {
  assert.deepEqual(
    answered.map(({ block, bestEvaluation, statistics, evaluationCount }) => [
      block?.name,
      bestEvaluation?.trial,
      statistics?.measured,
      statistics?.failed,
      evaluationCount,
    ]),
    expected.map(({ block, trial, measured, failed }) => [block, trial, measured, failed, measured + failed]),
    query,
  );
  for (const [index, { accuracies, rewards }] of expected.entries()) {
    const { statistics } = answered[index] ?? {};
    assertStatistics(statistics?.accuracy, accuracies);
    assertStatistics(statistics?.reward, rewards);
  }
}

function assertStatistics(
  answered: { best: number; mean: number; standardDeviation: number } | null | undefined,
  values: readonly number[],
): void {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  assert.equal(answered?.best, Math.max(...values));
  assert.ok(Math.abs(answered.mean - mean) < 1e-12, `${answered.mean} is not ${mean}`);
  const deviation = values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0;
  assert.ok(
    Math.abs(answered.standardDeviation - deviation) < 1e-12,
    `${answered.standardDeviation} is not ${deviation}`,
  );
}

bothTest('any filter in any order answers as filtering and sorting by hand', async (place) => {
  await using registry = await testRegistry(place);
  const rows = rowsFrom(1, 80, 7);
  await registry.publish(...rows.map(({ message }) => message));
  await fc.assert(
    fc.asyncProperty(anyFilter(valuesOf(rows)), anyOrder, async (filter, order) => {
      const text = formatFilter(filter);
      fc.pre(text.length <= 2000);
      const { blocks } = await registry.client.queryBlocks({ filter: text, orderBy: formatOrder(order) });
      assertAnswers(blocks, expectedBlocks(rows, filter, order), `${text} / ${formatOrder(order)}`);
    }),
    { numRuns: 200 },
  );
});

/** Asks for page after page, publishing some rows after each. */
async function pagesWithInserts(
  registry: TestRegistry,
  query: { readonly filter: string; readonly orderBy: string; readonly pageSize: number },
  inserts: Row[],
): Promise<BlockSummaryMessage[]> {
  const joined: BlockSummaryMessage[] = [];
  let pageToken = '';
  do {
    const page = await registry.client.queryBlocks({ ...query, pageToken });
    joined.push(...page.blocks);
    pageToken = page.nextPageToken;
    await registry.publish(...inserts.splice(0, 5).map(({ message }) => message));
  } while (pageToken !== '');
  return joined;
}

bothTest('pages join to what there was at the first one, whatever comes in between', async (place) => {
  await using registry = await testRegistry(place);
  const known = rowsFrom(1, 40, 11);
  await registry.publish(...known.map(({ message }) => message));
  let next = 1000;
  await fc.assert(
    fc.asyncProperty(
      anyFilter(valuesOf(known), 2),
      anyOrder,
      fc.integer({ min: 1, max: 3 }),
      async (filter, order, pageSize) => {
        const inserts = rowsFrom(next, 20, next);
        next += 20;
        const left = [...inserts];
        const query = { filter: formatFilter(filter), orderBy: formatOrder(order), pageSize };
        const joined = await pagesWithInserts(registry, query, left);
        assertAnswers(joined, expectedBlocks(known, filter, order), `${query.filter} / ${query.orderBy}`);
        known.push(...inserts.slice(0, inserts.length - left.length));
      },
    ),
    { numRuns: 25 },
  );
});
