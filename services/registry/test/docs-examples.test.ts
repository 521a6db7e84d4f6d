import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { NUMBER_FIELDS, TEXT_FIELDS } from '../src/filter/fields.js';
import { parseFilter } from '../src/filter/parse-filter.js';

const DOCS = join(import.meta.dirname, '../../../docs/registry.md');

test('the filters in docs/registry.md parse, and its table has every field', async () => {
  const docs = await readFile(DOCS, 'utf8');
  const filters = /<!-- filters -->\n```\n([^]*?)```/.exec(docs)?.[1]?.trim().split('\n') ?? [];
  assert.equal(filters.length, 7);
  for (const filter of filters) assert.ok(parseFilter(filter), filter);
  for (const field of [...TEXT_FIELDS, ...NUMBER_FIELDS])
    assert.match(docs, new RegExp(`^\\|.*\`${field}\`.*\\|`, 'm'));
});
