import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { CsvError, csvRows } from '../src/import/csv-rows.js';

const cellsOf = (text: string) => [...csvRows(text)].map(({ cells }) => cells);

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

it('reads back whatever is in quotes, with either end of line', () => {
  const row = fc.array(fc.string(), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row), fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, end, ended) => {
      const text = rows.map((cells) => cells.map(quoted).join(',')).join(end) + (ended ? end : '');
      assert.deepEqual(cellsOf(text), rows);
    }),
  );
});

it('counts lines, those within quotes and empty ones too', () => {
  const rows = [...csvRows('a,b\n"x\ny",1\n\nc,\r\n')];
  assert.deepEqual(rows, [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\ny', '1'] },
    { line: 5, cells: ['c', ''] },
  ]);
});

it('names the line of a quote that is not closed, and of text behind one', () => {
  assert.throws(() => cellsOf('a,b\n"x,1\n'), new CsvError('line 2: a quote that is not closed'));
  assert.throws(() => cellsOf('"a"b,c'), new CsvError('line 1: text behind a closing quote'));
});
