import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MAX_NESTING, type Filter } from '../src/filter/filter.js';
import { formatFilter } from '../src/filter/format-filter.js';
import { parseFilter } from '../src/filter/parse-filter.js';
import { parseObjectives, parseOrder } from '../src/filter/parse-order.js';
import { QuerySyntaxError } from '../src/filter/query-syntax-error.js';
import { ANY_VALUES, anyFilter } from './any-filter.js';

function assertSyntaxError(parse: () => unknown, position: number, problem: RegExp): void {
  assert.throws(parse, (error) => {
    assert.ok(error instanceof QuerySyntaxError);
    assert.match(error.message, problem);
    assert.equal(error.position, position, error.message);
    assert.match(error.message, new RegExp(`^at character ${position}: `));
    return true;
  });
}

const number = (field: string, operator: string, value: number) => ({
  kind: 'number',
  field,
  operator,
  value,
});
const text = (field: string, operator: string, ...pattern: string[]) => ({
  kind: 'text',
  field,
  operator,
  pattern,
});
const and = (...terms: unknown[]) => ({ kind: 'and', terms });
const or = (...terms: unknown[]) => ({ kind: 'or', terms });
const not = (term: unknown) => ({ kind: 'not', term });

function assertParses(written: string, expected: unknown): void {
  assert.deepEqual(parseFilter(written), expected, written);
}

describe('filters', () => {
  test('comparisons joined by AND', () => {
    assertParses(
      'dataset = "cifar10" AND accuracy >= 0.8 AND parameters < 2000000',
      and(text('dataset', '=', 'cifar10'), number('accuracy', '>=', 0.8), number('parameters', '<', 2e6)),
    );
  });

  test('OR binds tighter than AND, NOT tighter than both, and parentheses before all', () => {
    const [a, b, c] = [number('layers', '=', 1), number('layers', '=', 2), number('layers', '=', 3)];
    assertParses('layers = 1 AND layers = 2 OR layers = 3', and(a, or(b, c)));
    assertParses('layers = 1 OR layers = 2 AND layers = 3', and(or(a, b), c));
    assertParses('(layers = 1 AND layers = 2) OR layers = 3', or(and(a, b), c));
    assertParses('NOT layers = 1 OR layers = 2', or(not(a), b));
    assertParses('NOT (layers = 1 OR layers = 2)', not(or(a, b)));
    assertParses('-layers = 1 AND -(layers = 2)', and(not(a), not(b)));
    assertParses('NOT (NOT layers = 1)', not(not(a)));
    assertParses('((layers=1)AND(layers=2 AND(layers=3)))', and(a, b, c));
  });

  test('nothing at all matches everything', () => {
    assert.equal(parseFilter(''), undefined);
    assert.equal(parseFilter(' \n\t'), undefined);
  });

  test('spaces are only needed between words', () => {
    assertParses(
      'flops<=1e6 AND reward!=-1.5E+2\nAND worker="a"AND density>0',
      and(
        number('flops', '<=', 1e6),
        number('reward', '!=', -150),
        text('worker', '=', 'a'),
        number('density', '>', 0),
      ),
    );
  });

  test('text stands in double or single quotes, with escapes, or bare', () => {
    const value = (written: string, ...pattern: string[]) => {
      assertParses(`worker = ${written}`, text('worker', '=', ...pattern));
    };
    value('"a \\"b\\" \\\\ \\\' c"', `a "b" \\ ' c`);
    value("'it\\'s \"so\"'", 'it\'s "so"');
    value('gpu-node_7.local/2', 'gpu-node_7.local/2');
    value('42', '42');
    value('"AND"', 'AND');
    value('"Wörker ✓"', 'Wörker ✓');
    value('""', '');
  });

  test('an asterisk in a text stands for any characters, unless a backslash is before it', () => {
    assertParses('dataset = "cifar10*"', text('dataset', '=', 'cifar10', ''));
    assertParses('dataset != *limit*', text('dataset', '!=', '', 'limit', ''));
    assertParses('worker = "a\\*b"', text('worker', '=', 'a*b'));
    assertParses('search = "searches/s-*"', text('search', '=', 's-', ''));
    assertParses('worker:gpu', text('worker', '=', '', 'gpu', ''));
    assertParses('worker:*', { kind: 'present', field: 'worker' });
    assertParses('accuracy:*', { kind: 'present', field: 'accuracy' });
    assertParses('worker:"*"', text('worker', '=', '', '', '', ''));
  });

  test('resource names are as good as ids', () => {
    assertParses('search = "searches/s1"', text('search', '=', 's1'));
    assertParses('block = blocks/0123456789abcdef', text('block', '=', '0123456789abcdef'));
    assertParses('worker = searches/s1', text('worker', '=', 'searches/s1'));
  });

  test('times are RFC 3339, durations seconds', () => {
    const time = (written: string, ms: number) => {
      assertParses(`complete_time > ${written}`, number('complete_time', '>', ms));
    };
    const noon = Date.UTC(2026, 0, 31, 12);
    time('"2026-01-31T12:00:00Z"', noon);
    time('2026-01-31T12:00:00Z', noon);
    time('"2026-01-31T14:30:00.5+02:30"', noon + 500);
    time('2026-01-31t11:00:00.123456789-01:00', noon + 123);
    assertParses('duration <= 1.5s', number('duration', '<=', 1.5));
    assertParses('duration > 1e+2s', number('duration', '>', 100));
  });

  test('what does not parse is named with its place and what would be right', () => {
    const deep = '('.repeat(MAX_NESTING + 1);
    const cases: [string, number, RegExp][] = [
      [
        'colour = 1',
        1,
        /unknown field colour; known fields are search, dataset, block, worker, strategy, accuracy/,
      ],
      ['Accuracy = 1', 1, /unknown field Accuracy/],
      ['block.nsc = "x"', 1, /unknown field block\.nsc/],
      ['accuracy', 9, /an operator is missing after accuracy/],
      ['accuracy 0.5', 10, /an operator is missing/],
      ['accuracy(0.5)', 9, /an operator is missing/],
      ['accuracy >', 11, /a value is missing after >/],
      ['accuracy > > 1', 12, /a value is missing/],
      ['accuracy > (1)', 12, /a value is missing/],
      ['accuracy == 1', 10, /unknown operator ==; known are = != < <= > >= :/],
      ['accuracy => 1', 10, /unknown operator =>/],
      ['accuracy > "0.5"', 12, /accuracy is compared with a finite number, not with "0.5"/],
      ['accuracy > NaN', 12, /finite number/],
      ['accuracy > 1e999', 12, /finite number/],
      ['accuracy > 0x10', 12, /finite number/],
      ['accuracy > 5.', 12, /finite number/],
      ['accuracy = 0*', 12, /finite number/],
      ['accuracy:0.5', 9, /accuracy is a single figure: compare it with =, or ask with accuracy:\*/],
      ['duration > 5', 12, /duration is compared with seconds, such as 1\.5s, not with "5"/],
      ['duration > 5m', 12, /seconds/],
      ['complete_time > 5', 17, /complete_time is compared with a time such as "2026-01-31T12:00:00Z"/],
      ['complete_time > "2026-02-30T00:00:00Z"', 17, /a time such as/],
      ['complete_time > "2026-13-01T00:00:00Z"', 17, /a time such as/],
      ['complete_time > "2026-01-31"', 17, /a time such as/],
      ['dataset > "a"', 9, /dataset is text and compared with =, != or : only/],
      ['dataset = "a', 11, /the string has no closing "/],
      ["dataset = 'a\\'", 11, /the string has no closing '/],
      ['dataset = "a\\n"', 13, /unknown escape/],
      ['dataset = "a\\\\\\n"', 15, /unknown escape/],
      ['dataset = "a\u0000b"', 13, /control characters are not allowed/],
      ['dataset = cifar10?limit=5', 18, /unexpected "\?"; put text in double quotes/],
      ['accuracy > 0 and flops < 1', 14, /AND, OR or the end is expected, not "and"/],
      ['accuracy > 0 flops < 1', 14, /AND, OR or the end is expected, not "flops"/],
      ['accuracy > 0 AND', 17, /a field is missing/],
      ['accuracy > 0 OR', 16, /a field is missing/],
      ['AND accuracy > 0', 1, /unknown field AND;.* in capitals, between comparisons/],
      ['not accuracy > 0', 1, /unknown field not;.* in capitals/],
      ['NOT', 4, /a field is missing/],
      ['NOT NOT accuracy > 0', 5, /unknown field NOT/],
      ['--accuracy > 0', 2, /unknown field -accuracy/],
      ['(accuracy > 0', 14, /AND, OR or \) is expected: the parenthesis of character 1 is open/],
      ['(accuracy > 0 flops < 1)', 15, /AND, OR or \) is expected, not "flops"/],
      ['accuracy > 0)', 13, /no parenthesis is open here/],
      ['()', 2, /a field is missing/],
      [deep, deep.length, /parentheses nest more than 20 deep/],
      ['= 1', 1, /a field is missing/],
      ['reward = 1 \u{1f600}', 12, /unexpected "\u{1f600}"/u],
    ];
    for (const [written, position, problem] of cases) {
      assertSyntaxError(() => parseFilter(written), position, problem);
    }
    assert.ok(parseFilter(`${'('.repeat(MAX_NESTING)}layers = 1${')'.repeat(MAX_NESTING)}`));
  });

  test('every filter that is written out parses to itself', () => {
    fc.assert(
      fc.property(anyFilter(ANY_VALUES), (filter: Filter) => {
        assert.deepEqual(parseFilter(formatFilter(filter)), filter, formatFilter(filter));
      }),
      { numRuns: 1000 },
    );
  });

  test('any text either parses or is refused with a place in it', () => {
    const parts = [
      'accuracy',
      'dataset',
      '=',
      '<',
      ':',
      '"',
      "'",
      '\\',
      'AND',
      'OR',
      'NOT',
      '1',
      '-',
      ' ',
      'e',
    ];
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...parts, '.', '(', ')', '*', '1s')).map((chosen) => chosen.join('')),
    );
    fc.assert(
      fc.property(anything, (filter) => {
        try {
          const parsed = parseFilter(filter);
          assert.deepEqual(parseFilter(formatFilter(parsed)), parsed);
        } catch (error) {
          assert.ok(error instanceof QuerySyntaxError, String(error));
          assert.ok(error.position >= 1 && error.position <= filter.length + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('figures of a front', () => {
  test('two or three, more accuracy and reward and less of everything else unless said otherwise', () => {
    assert.deepEqual(parseObjectives(''), [
      { field: 'accuracy', direction: 'desc' },
      { field: 'parameters', direction: 'asc' },
    ]);
    assert.deepEqual(parseObjectives('flops desc, reward , duration'), [
      { field: 'flops', direction: 'desc' },
      { field: 'reward', direction: 'desc' },
      { field: 'duration', direction: 'asc' },
    ]);
    assertSyntaxError(() => parseObjectives('accuracy'), 9, /two or three figures/);
    assertSyntaxError(() => parseObjectives('accuracy, flops, layers, reward'), 26, /two or three figures/);
    assertSyntaxError(() => parseObjectives('accuracy, accuracy'), 11, /accuracy stands there twice/);
    assertSyntaxError(() => parseObjectives('accuracy, speed'), 11, /unknown field "speed"/);
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
