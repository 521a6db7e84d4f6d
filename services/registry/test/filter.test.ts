import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  EQUALITY_OPERATORS,
  NUMBER_FIELDS,
  OPERATORS,
  TEXT_FIELDS,
  type Filter,
} from '../src/filter/filter.js';
import { parseFilter } from '../src/filter/parse-filter.js';
import { parseOrder } from '../src/filter/parse-order.js';
import { QuerySyntaxError } from '../src/filter/query-syntax-error.js';

function assertSyntaxError(parse: () => unknown, position: number, problem: RegExp): void {
  assert.throws(parse, (error) => {
    assert.ok(error instanceof QuerySyntaxError);
    assert.match(error.message, problem);
    assert.equal(error.position, position, error.message);
    assert.match(error.message, new RegExp(`^at character ${position}: `));
    return true;
  });
}

describe('filters', () => {
  test('comparisons joined by AND', () => {
    assert.deepEqual(parseFilter('dataset = "cifar10" AND accuracy >= 0.8 AND parameters < 2000000'), [
      { field: 'dataset', operator: '=', value: 'cifar10' },
      { field: 'accuracy', operator: '>=', value: 0.8 },
      { field: 'parameters', operator: '<', value: 2_000_000 },
    ]);
  });

  test('nothing at all matches everything', () => {
    assert.deepEqual(parseFilter(''), []);
    assert.deepEqual(parseFilter(' \n\t'), []);
  });

  test('spaces are only needed between words', () => {
    assert.deepEqual(parseFilter('flops<=1e6 AND reward!=-1.5E+2\nAND worker="a"AND density>0'), [
      { field: 'flops', operator: '<=', value: 1e6 },
      { field: 'reward', operator: '!=', value: -150 },
      { field: 'worker', operator: '=', value: 'a' },
      { field: 'density', operator: '>', value: 0 },
    ]);
  });

  test('text stands in double or single quotes, with escapes, or bare', () => {
    const value = (text: string) => parseFilter(`worker = ${text}`)[0]?.value;
    assert.equal(value('"a \\"b\\" \\\\ \\\' c"'), `a "b" \\ ' c`);
    assert.equal(value("'it\\'s \"so\"'"), 'it\'s "so"');
    assert.equal(value('gpu-node_7.local/2'), 'gpu-node_7.local/2');
    assert.equal(value('42'), '42');
    assert.equal(value('"AND"'), 'AND');
    assert.equal(value('"Wörker ✓"'), 'Wörker ✓');
    assert.equal(value('""'), '');
  });

  test('resource names are as good as ids', () => {
    assert.equal(parseFilter('search = "searches/s1"')[0]?.value, 's1');
    assert.equal(parseFilter('block = blocks/0123456789abcdef')[0]?.value, '0123456789abcdef');
    assert.equal(parseFilter('worker = searches/s1')[0]?.value, 'searches/s1');
  });

  test('what does not parse is named with its place and what would be right', () => {
    const cases: [string, number, RegExp][] = [
      [
        'colour = 1',
        1,
        /unknown field colour; known fields are search, dataset, block, worker, accuracy, reward/,
      ],
      ['Accuracy = 1', 1, /unknown field Accuracy/],
      ['accuracy', 9, /an operator is missing after accuracy/],
      ['accuracy 0.5', 10, /an operator is missing/],
      ['accuracy >', 11, /a value is missing after >/],
      ['accuracy > > 1', 12, /a value is missing/],
      ['accuracy == 1', 10, /unknown operator ==; known are = != < <= > >=/],
      ['accuracy => 1', 10, /unknown operator =>/],
      ['accuracy > "0.5"', 12, /accuracy is compared with a finite number, not with "0.5"/],
      ['accuracy > NaN', 12, /finite number/],
      ['accuracy > 1e999', 12, /finite number/],
      ['accuracy > 0x10', 12, /finite number/],
      ['accuracy > 5.', 12, /finite number/],
      ['dataset > "a"', 9, /dataset is text and compared with = or != only/],
      ['dataset = "a', 11, /the string has no closing "/],
      ["dataset = 'a\\'", 11, /the string has no closing '/],
      ['dataset = "a\\n"', 13, /unknown escape/],
      ['dataset = "a\\\\\\n"', 15, /unknown escape/],
      ['dataset = "a\u0000b"', 13, /control characters are not allowed/],
      ['dataset = cifar10?limit=5', 18, /unexpected "\?"; put text in double quotes/],
      ['accuracy > 0 OR flops < 1', 14, /OR is not supported, only comparisons joined by AND/],
      ['accuracy > 0 and flops < 1', 14, /AND or the end is expected, not "and"/],
      ['accuracy > 0 flops < 1', 14, /AND or the end is expected, not "flops"/],
      ['accuracy > 0 AND', 17, /a field is missing/],
      ['AND accuracy > 0', 1, /unknown field AND/],
      ['NOT accuracy > 0', 1, /negation is not supported; use !=/],
      ['(accuracy > 0)', 1, /parentheses are not supported/],
      ['= 1', 1, /a field is missing/],
      ['reward = 1 \u{1f600}', 12, /unexpected "\u{1f600}"/u],
    ];
    for (const [text, position, problem] of cases) {
      assertSyntaxError(() => parseFilter(text), position, problem);
    }
  });

  test('every filter that is written out parses to itself', () => {
    const word = fc.string({ unit: 'grapheme' }).filter((text) => !/\p{Cc}|^(searches|blocks)\//u.test(text));
    const comparison = fc.oneof(
      fc.record({
        field: fc.constantFrom(...TEXT_FIELDS),
        operator: fc.constantFrom(...EQUALITY_OPERATORS),
        value: word,
      }),
      fc.record({
        field: fc.constantFrom(...NUMBER_FIELDS),
        operator: fc.constantFrom(...OPERATORS),
        value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      }),
    );
    const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&')}"`;
    const written = (filter: Filter) =>
      filter
        .map(
          ({ field, operator, value }) =>
            `${field} ${operator} ${typeof value === 'number' ? value : quoted(value)}`,
        )
        .join(' AND ');
    fc.assert(
      fc.property(fc.array(comparison, { maxLength: 5 }), (filter) => {
        // -0 is written as 0.
        assert.deepEqual(JSON.stringify(parseFilter(written(filter))), JSON.stringify(filter));
      }),
    );
  });

  test('any text either parses or is refused with a place in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(
          fc.constantFrom(
            'accuracy',
            'dataset',
            '=',
            '<',
            '"',
            "'",
            '\\',
            'AND',
            '1',
            '-',
            ' ',
            'e',
            '.',
            '(',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (filter) => {
        try {
          parseFilter(filter);
        } catch (error) {
          assert.ok(error instanceof QuerySyntaxError);
          assert.ok(error.position >= 1 && error.position <= filter.length + 1);
        }
      }),
    );
  });
});

describe('orders', () => {
  test('empty means the highest reward first', () => {
    assert.deepEqual(parseOrder(''), [{ field: 'reward', direction: 'desc' }]);
    assert.deepEqual(parseOrder('reward desc'), parseOrder(' '));
  });

  test('ascending unless said otherwise, the reward telling equal ones apart', () => {
    assert.deepEqual(parseOrder('flops'), [
      { field: 'flops', direction: 'asc' },
      { field: 'reward', direction: 'desc' },
    ]);
    assert.deepEqual(parseOrder('accuracy desc ,  reward asc,flops'), [
      { field: 'accuracy', direction: 'desc' },
      { field: 'reward', direction: 'asc' },
      { field: 'flops', direction: 'asc' },
    ]);
  });

  test('what does not parse is named with its place', () => {
    const cases: [string, number, RegExp][] = [
      ['speed', 1, /unknown field "speed"; known fields are accuracy, reward, flops/],
      ['dataset', 1, /unknown field "dataset"/],
      ['reward descending', 1, /reward may be followed by asc or desc only/],
      ['reward desc desc', 1, /reward may be followed by/],
      ['reward desc,, flops', 13, /a field is missing/],
      ['reward desc,', 13, /a field is missing/],
      ['reward, flops, reward desc', 16, /reward stands there twice/],
    ];
    for (const [text, position, problem] of cases) {
      assertSyntaxError(() => parseOrder(text), position, problem);
    }
  });
});
