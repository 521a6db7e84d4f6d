import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROOT } from './pages.js';

const text = readFileSync(new URL('ARCHITECTURE.md', ROOT), 'utf8');

test('every file and folder that ARCHITECTURE.md names is there', () => {
  const named = [...text.matchAll(/`((?:docker|docs|libs|proto|services|test)\/[\w./-]*)`/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(named.length > 10, 'paths are found in the text');
  assert.deepEqual(
    named.filter((path) => !existsSync(new URL(path, ROOT))),
    [],
  );
});

test('its map has every library and service', () => {
  for (const folder of ['libs', 'services']) {
    const [, entries = ''] = new RegExp(`^${folder}/\\n((?: {2}.*\\n)+)`, 'm').exec(text) ?? [];
    assert.deepEqual(
      [...entries.matchAll(/^ {2}(\w+)\//gm)].map(([, name]) => name).sort(),
      readdirSync(new URL(`${folder}/`, ROOT)).sort(),
    );
  }
});
