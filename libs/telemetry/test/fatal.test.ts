import assert from 'node:assert/strict';
import { it } from 'node:test';
import { logFatal } from '../src/index.js';

function told(isTTY: boolean, error: unknown): string {
  let text = '';
  logFatal('controller', error, { isTTY, write: (chunk: string) => void (text += chunk) });
  return text;
}

it('a terminal is told in plain words, a log by a line of its own form', () => {
  const error = new Error('BLOCKQNN_A: must be a\nBLOCKQNN_B: must be b');
  assert.equal(told(true, error), 'BLOCKQNN_A: must be a\nBLOCKQNN_B: must be b\n');
  const text = told(false, error);
  assert.equal(text.indexOf('\n'), text.length - 1);
  const line = JSON.parse(text) as Record<string, unknown>;
  assert.deepEqual([line['level'], line['service'], line['msg']], ['fatal', 'controller', error.message]);
  assert.match(String((line['err'] as { stack?: string }).stack), /fatal\.test/);
  assert.equal((JSON.parse(told(false, 'gone')) as Record<string, unknown>)['msg'], 'gone');
});
