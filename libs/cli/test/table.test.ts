import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { formatTable } from '../src/index.js';

it('aligns columns under a rule', () => {
  const text = formatTable(
    [{ title: 'NAME' }, { title: 'N', align: 'right' }],
    [
      ['a', '1'],
      ['long name', '1000'],
    ],
  );
  assert.equal(
    stripVTControlCharacters(text),
    ['NAME          N', '───────────────', 'a             1', 'long name  1000'].join('\n'),
  );
});
