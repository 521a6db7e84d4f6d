import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOfText, legalCodesAfter, START } from '../src/layer-code.js';
import type { LayerCode } from '../src/layer-code.js';
import { QTable } from '../src/q-table.js';
import { RandomSource } from '../src/random-source.js';

/** What may be the first layer: ten codes. */
const legal = legalCodesAfter(START, 23);

function code(text: string): LayerCode {
  return codeOfText(1, text) ?? assert.fail(`no ${text}`);
}

function drawn(table: QTable, count = 4_000): Map<string, number> {
  const random = RandomSource.fromSeed(3, 0);
  const counts = new Map<string, number>();
  for (let draw = 0; draw < count; draw += 1) {
    const { text } = table.drawBest(START, legal, random);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** Each of the codes was drawn, none else, and all about equally often. */
function assertEven(counts: ReadonlyMap<string, number>, expected: readonly string[]): void {
  assert.deepEqual([...counts.keys()].toSorted(), [...expected].toSorted());
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  for (const [text, count] of counts) {
    assert.ok(Math.abs(count / total - 1 / expected.length) < 0.05, `${text}: ${count} of ${total}`);
  }
}

const all = legal.codes.map(({ text }) => text);

test('an untried action has the initial value', () => {
  const table = new QTable(2.5);
  assert.equal(table.value(START, code('conv3@0')), 2.5);
  assert.equal(table.best(START, legal), 2.5);
});

test('the best value is that of a tried action, or of the untried while there are any', () => {
  const table = new QTable(0);
  table.set(START, code('conv3@0'), -1);
  assert.equal(table.best(START, legal), 0);
  table.set(START, code('conv5@0'), 4);
  assert.equal(table.best(START, legal), 4);
  const exhausted = new QTable(0);
  legal.codes.forEach((action, place) => {
    exhausted.set(START, action, -1 - place);
  });
  assert.equal(exhausted.best(START, legal), -1);
});

test('among untried actions alone each is equally likely', () => {
  assertEven(drawn(new QTable(0)), all);
});

test('actions below the initial value are passed over, each untried one is equally likely', () => {
  const table = new QTable(0);
  for (const text of ['conv1@0', 'id@0', 'cat@0+0']) table.set(START, code(text), -1);
  assertEven(
    drawn(table),
    all.filter((text) => !['conv1@0', 'id@0', 'cat@0+0'].includes(text)),
  );
});

test('a tried action of exactly the initial value ties with the untried', () => {
  const table = new QTable(0);
  table.set(START, code('max3@0'), 0);
  table.set(START, code('conv1@0'), -1);
  assertEven(
    drawn(table),
    all.filter((text) => text !== 'conv1@0'),
  );
});

test('the highest value wins alone, and shares with its equals', () => {
  const table = new QTable(0);
  table.set(START, code('add@0+0'), 3);
  table.set(START, code('id@0'), 2);
  assertEven(drawn(table), ['add@0+0']);
  table.set(START, code('id@0'), 3);
  assertEven(drawn(table), ['add@0+0', 'id@0']);
});

test('the order in which actions were tried does not show in the draws', () => {
  const texts = ['id@0', 'conv1@0', 'add@0+0'];
  const [forwards, backwards] = [texts, texts.toReversed()].map((order) => {
    const table = new QTable(0);
    for (const text of order) table.set(START, code(text), 1);
    const random = RandomSource.fromSeed(11, 0);
    return Array.from({ length: 50 }, () => table.drawBest(START, legal, random).text);
  });
  assert.deepEqual(forwards, backwards);
});

test('changes are told once, restored values never', () => {
  const table = new QTable(0);
  table.restore({ state: START, action: code('id@0'), value: 1 });
  assert.deepEqual(table.takeChanges(), []);
  table.set(START, code('conv3@0'), 1);
  table.set(START, code('conv3@0'), 2);
  assert.deepEqual(table.takeChanges(), [{ state: START, action: code('conv3@0'), value: 2 }]);
  assert.deepEqual(table.takeChanges(), []);
});
