import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import type { BlockSummaryMessage } from '@blockqnn/api';
import fc from 'fast-check';
import { formatBlocks } from '../src/index.js';
import { formatFittedTable } from '../src/fitted-table.js';
import { formatSearches } from '../src/search-report.js';
import { searchMessage, succeededTrial } from './messages.js';

const LONG = 'conv3@0,conv5@1,max3@1,add@2+3,conv1@4,identity@0,concat@5+6,conv3@7';

function summary(dataset: string): BlockSummaryMessage {
  const { block, figures, measurement } = succeededTrial(1, 0.612, 155.51);
  return {
    block: block && { ...block, nsc: LONG },
    evaluationCount: 2,
    statistics: {
      measured: 2,
      failed: 1,
      accuracy: { best: 0.612, mean: 0.6, standardDeviation: 0.0123 },
      reward: { best: 155.51, mean: 150, standardDeviation: 2 },
    },
    reference: '',
    bestEvaluation: {
      trial: 'searches/s1/trials/1',
      block,
      dataset,
      stack: null,
      figures,
      reward: 155.51,
      completeTime: null,
      attempt: 1,
      worker: 'worker-1',
      strategy: 'q-learning',
      recipe: null,
      seed: 7,
      ...(measurement ? { measurement, outcome: 'measurement' as const } : {}),
    },
  };
}

/** Three hours after the search was created. */
const NOW = (1_700_000_000 + 3 * 3600) * 1000;

const linesOf = (table: string) => stripVTControlCharacters(table).split('\n');
const headOf = (table: string) => linesOf(table)[0]?.split(/ {2,}/);
const widthOf = (table: string) => Math.max(...linesOf(table).map((line) => line.length));

it('leaves out what a narrow terminal has no room for, and never cuts an id or a number', () => {
  const one = [summary('cifar10'), summary('cifar10')];
  const all = [
    '#',
    'BLOCK',
    'NSC CODE',
    'DATASET',
    'ACCURACY',
    'REWARD',
    'FLOPS',
    'PARAMETERS',
    'MEAN ± SD (N)',
  ];
  assert.deepEqual(headOf(formatBlocks(one)), all);
  assert.match(formatBlocks(one), /60\.0 ± 1\.2 % \(2\)/);
  assert.deepEqual(headOf(formatBlocks(one, 125)), all);
  assert.deepEqual(headOf(formatBlocks(one, 80)), ['#', 'BLOCK', 'NSC CODE', 'ACCURACY', 'REWARD', 'FLOPS']);
  for (const columns of [70, 80, 90, 100, 125]) {
    const table = formatBlocks(one, columns);
    assert.ok(widthOf(table) <= columns, `${String(widthOf(table))} of ${String(columns)}`);
    assert.match(table, /0123456789abcdef.*61\.2 %\s+155\.51/);
  }
});

it('names the blocks that people know', () => {
  const table = formatBlocks([summary('cifar10'), { ...summary('cifar10'), reference: 'residual' }], 100);
  assert.deepEqual(headOf(table)?.slice(0, 4), ['#', 'BLOCK', 'NAME', 'NSC CODE']);
  assert.match(table, /0123456789abcdef {2}residual/);
  assert.ok(widthOf(table) <= 100);
});

it('keeps the datasets where there are several', () => {
  const several = formatBlocks([summary('cifar10'), summary('procedural')], 80);
  assert.ok(widthOf(several) <= 80);
  assert.ok(headOf(several)?.includes('DATASET'));
  assert.match(several, /…\S* {2}procedural/);
});

it('fits the list of searches', () => {
  const named = searchMessage({ name: 'searches/3f2a9b1c', bestTrial: succeededTrial(1, 0.612, 55.5) });
  const table = formatSearches([named], NOW, 80);
  assert.ok(widthOf(table) <= 80);
  assert.match(table, /searches\/3f2a9b1c.*61\.2 %/);
  assert.ok(headOf(formatSearches([named], NOW))?.includes('STRATEGY'));
});

it('a table fits wherever its least does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,30}$/), fc.stringMatching(/^[a-z]{1,30}$/)), {
        minLength: 1,
      }),
      fc.integer({ min: 18, max: 80 }),
      (rows, width) => {
        const table = formatFittedTable<[string, string]>(
          [
            { title: 'A', cut: { least: 8, most: 20 }, cell: ([text]) => text },
            { title: 'B', cut: { least: 8, most: 40 }, cell: ([, text]) => text },
            { title: 'C', leaveOut: 1, cell: ([text]) => text },
          ],
          rows,
          width,
        );
        return widthOf(table) <= width;
      },
    ),
  );
});
