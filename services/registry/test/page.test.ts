import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageOf } from '../src/page.js';

const row = (mib: number) => ({ message_json: 'x'.repeat(mib * 2 ** 20) });

test('a page has a row at least, however large, and no more than a client takes', () => {
  const [large, small, other] = [row(4), row(1), row(1)];
  assert.deepEqual(pageOf([large, small], 10), { rows: [large], last: large });
  assert.deepEqual(pageOf([large], 10), { rows: [large], last: undefined });
  assert.deepEqual(pageOf([small, large, other], 10), { rows: [small], last: small });
  assert.deepEqual(pageOf([small, other, row(0)], 2), { rows: [small, other], last: other });
});
