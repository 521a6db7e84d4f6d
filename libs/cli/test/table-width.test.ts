import assert from 'node:assert/strict';
import { it } from 'node:test';
import { tableWidth } from '../src/table-width.js';
import { TextSink } from './text-sink.js';

it('goes by COLUMNS, then the terminal, then what fits a page', () => {
  const terminal = new TextSink(true, 97);
  assert.equal(tableWidth({ stdout: terminal, env: { COLUMNS: '61' } }), 61);
  assert.equal(tableWidth({ stdout: terminal, env: {} }), 97);
  assert.equal(tableWidth({ stdout: new TextSink(true, 0), env: {} }), 120);
  for (const COLUMNS of ['', '0', '-3', 'wide', '80.5'])
    assert.equal(tableWidth({ stdout: terminal, env: { COLUMNS } }), 97, COLUMNS);
});
