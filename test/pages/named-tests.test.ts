import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { test } from 'node:test';
import { pages, ROOT } from './pages.js';

test('every test that the pages name as proof is there', () => {
  const files = ['libs', 'services', 'test'].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, ROOT), { recursive: true, encoding: 'utf8' }),
  );
  const known = new Set(files.filter((file) => !file.includes('node_modules')).map((file) => basename(file)));
  const named = pages().flatMap(({ path, text }) =>
    [...text.matchAll(/[\w-]+\.test\.ts/g)].map(([name]) => [path, name] as const),
  );
  assert.ok(named.length > 30, `${named.length} are found`);
  assert.deepEqual(
    named.filter(([, name]) => !known.has(name)),
    [],
  );
});
