import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NUMBER_FIELDS, type NumberField } from '../src/filter/fields.js';
import { formatFilter } from '../src/filter/format-filter.js';
import type { Filter } from '../src/filter/filter.js';
import type { Order } from '../src/filter/parse-order.js';
import { ParetoFront, type Point } from '../src/pareto-front.js';
import { anyFilter, meets } from './any-filter.js';
import { onBothDatabases } from './on-both-databases.js';
import { rowsFrom, valuesOf, type Row } from './random-rows.js';
import { refused } from './refused.js';
import { evaluation, testRegistry } from './test-registry.js';

const bothTest = onBothDatabases();

const anyObjectives: fc.Arbitrary<Order> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom(...NUMBER_FIELDS), direction: fc.constantFrom('asc', 'desc') }),
  { minLength: 2, maxLength: 3, selector: ({ field }) => field },
);

const formatFigures = (objectives: Order): string =>
  objectives.map(({ field, direction }) => `${field} ${direction}`).join(', ');

type Figured = Readonly<Record<NumberField, number | null>>;

/** By how much the first figure that differs is worse in one than in two. */
const worse = (one: Figured, two: Figured, { field, direction }: Order[number]): number =>
  ((one[field] ?? 0) - (two[field] ?? 0)) * (direction === 'asc' ? 1 : -1);

function beats(one: Figured, two: Figured, objectives: Order): boolean {
  const differences = objectives.map((objective) => worse(one, two, objective));
  return (
    differences.every((difference) => difference <= 0) && differences.some((difference) => difference < 0)
  );
}

/** Trials on the front, by its definition. */
function expectedFront(rows: readonly Row[], filter: Filter, objectives: Order): (string | undefined)[] {
  const measured = rows.filter(({ figures }) => figures.accuracy !== null && meets(figures, filter) === true);
  const unbeaten = measured.filter(
    ({ figures }) => !measured.some((other) => beats(other.figures, figures, objectives)),
  );
  const equal = (one: Row, two: Row): boolean =>
    one.figures.block === two.figures.block &&
    objectives.every((objective) => worse(one.figures, two.figures, objective) === 0);
  const shown = unbeaten.filter((row, at) => {
    const alike = unbeaten.filter((other) => equal(row, other));
    const highest = Math.max(...alike.map(({ figures }) => figures.reward ?? 0));
    return unbeaten.findIndex((other) => equal(row, other) && other.figures.reward === highest) === at;
  });
  shown.sort(
    (one, two) =>
      objectives.map((objective) => worse(one.figures, two.figures, objective)).find((by) => by !== 0) ??
      (one.figures.block < two.figures.block ? -1 : 1),
  );
  return shown.map(({ message }) => message.trial);
}

bothTest('the front of any figures under any filter is what its definition says', async (place) => {
  await using registry = await testRegistry(place);
  // More than one stretch, so that points of one keep those of the next out.
  const rows = rowsFrom(1, 250, 5);
  await registry.publish(...rows.map(({ message }) => message));
  await fc.assert(
    fc.asyncProperty(anyFilter(valuesOf(rows), 2), anyObjectives, async (filter, objectives) => {
      const text = formatFilter(filter);
      const { blocks, totalSize } = await registry.client.findParetoFront({
        filter: text,
        figures: formatFigures(objectives),
        pageSize: 1000,
      });
      const expected = expectedFront(rows, filter, objectives);
      const query = `${text} / ${formatFigures(objectives)}`;
      assert.deepEqual(
        blocks.map(({ bestEvaluation }) => bestEvaluation?.trial),
        expected,
        query,
      );
      assert.equal(totalSize, expected.length);
    }),
    { numRuns: 50 },
  );
});

bothTest('the highest accuracy for the parameters, in pages that stand still', async (place) => {
  await using registry = await testRegistry(place);
  const codes = ['conv1@0', 'conv3@0', 'conv5@0', 'conv5@0,conv5@1'];
  await registry.publish(
    ...codes.map((nsc, index) => evaluation({ trial: index + 1, nsc, accuracy: (index + 1) / 10 })),
    evaluation({ trial: 5, nsc: 'conv5@0,conv3@1', accuracy: 0.25 }),
    evaluation({ trial: 6, nsc: 'conv3@0', accuracy: 0.1 }),
    evaluation({ trial: 7, nsc: 'conv1@0,conv1@1', accuracy: undefined }),
  );
  const first = await registry.client.findParetoFront({ pageSize: 3 });
  await registry.publish(evaluation({ trial: 8, nsc: 'conv1@0', accuracy: 0.9 }));
  const second = await registry.client.findParetoFront({ pageSize: 3, pageToken: first.nextPageToken });
  assert.deepEqual(
    [...first.blocks, ...second.blocks].map(({ block, statistics, evaluationCount }) => [
      block?.nsc,
      statistics?.measured,
      evaluationCount,
    ]),
    [
      ['conv5@0,conv5@1', 1, 1],
      ['conv5@0', 1, 1],
      ['conv3@0', 2, 2],
      ['conv1@0', 1, 1],
    ],
  );
  assert.deepEqual([first.totalSize, second.totalSize, second.nextPageToken], [4, 4, '']);
  const now = await registry.client.findParetoFront({});
  assert.deepEqual(
    now.blocks.map(({ block }) => block?.nsc),
    ['conv1@0'],
  );
});

bothTest('figures that are none, and tokens of others, are refused', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await registry.publish(
    evaluation({ trial: 1, nsc: 'conv1@0' }),
    evaluation({ trial: 2, nsc: 'conv3@0', accuracy: 0.7 }),
  );
  await assert.rejects(
    client.findParetoFront({ figures: 'accuracy' }),
    refused('figures', /at character 9: a front is of two or three/),
  );
  await assert.rejects(
    client.findParetoFront({ filter: 'x = 1' }),
    refused('filter', /at character 1: unknown field x/),
  );
  const { nextPageToken } = await client.findParetoFront({ pageSize: 1 });
  assert.notEqual(nextPageToken, '');
  for (const other of [{ figures: 'accuracy, flops' }, { filter: 'accuracy > 0' }, { pageToken: 'AAAA' }])
    await assert.rejects(
      client.findParetoFront({ pageToken: nextPageToken, ...other }),
      refused('page_token', /next_page_token/),
    );
  const { nextPageToken: ofBlocks } = await client.queryBlocks({ pageSize: 1 });
  await assert.rejects(
    client.findParetoFront({ pageToken: ofBlocks }),
    refused('page_token', /next_page_token/),
  );
});

test('a front is the same whatever comes first', () => {
  const objectives: Order = [
    { field: 'accuracy', direction: 'desc' },
    { field: 'flops', direction: 'asc' },
  ];
  const anyPoint = fc.record({
    block: fc.constantFrom('a', 'b', 'c'),
    reward: fc.nat(2),
    accuracy: fc.nat(3),
    flops: fc.nat(3),
  });
  fc.assert(
    fc.property(
      fc.array(anyPoint, { maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (points, keys) => {
        const numbered: Point[] = points.map((point, ordinal) => ({ ordinal, ...point }));
        const shuffled = numbered
          .map((point, at) => ({ point, key: keys[at] ?? 0 }))
          .sort((one, two) => one.key - two.key);
        const front = new ParetoFront<Point>(objectives);
        front.add(numbered);
        const other = new ParetoFront<Point>(objectives);
        for (const { point } of shuffled) other.add([point]);
        assert.deepEqual(other.rows, front.rows);
        assert.ok(front.beaters(2).length <= 2);
      },
    ),
  );
});

test('a front of all points takes few comparisons, whether they are equal or run against each other', () => {
  const count = 5000;
  const objectives: Order = [
    { field: 'layers', direction: 'asc' },
    { field: 'trial', direction: 'asc' },
    { field: 'flops', direction: 'desc' },
  ];
  const figures = [
    () => ({ layers: 10, trial: 1, flops: 1 }),
    (at: number) => ({ layers: at, trial: count - at, flops: 1 }),
    (at: number) => ({ layers: at % 100, trial: at, flops: at }),
  ];
  for (const figuresOf of figures) {
    let reads = 0;
    const points = Array.from({ length: count }, (_, ordinal) => {
      const { layers, ...others } = figuresOf(ordinal);
      return {
        ordinal,
        block: `block ${ordinal}`,
        reward: 1,
        ...others,
        get layers() {
          reads += 1;
          return layers;
        },
      };
    });
    const front = new ParetoFront<Point>(objectives);
    for (let at = 0; at < count; at += 1000) front.add(points.slice(at, at + 1000));
    assert.equal(front.rows.length, count);
    // Each with each would be some thousand a point.
    assert.ok(reads < 100 * count, `${reads} reads`);
  }
});
