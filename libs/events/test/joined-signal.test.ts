import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import test from 'node:test';
import { joinSignals } from '../src/joined-signal.js';

test('is aborted with the first of its sources, and for its reason', () => {
  const [one, two] = [new AbortController(), new AbortController()];
  using joined = joinSignals(one.signal, two.signal);
  assert.equal(joined.signal.aborted, false);
  two.abort(new Error('two'));
  one.abort(new Error('one'));
  assert.match(String(joined.signal.reason), /two/);
  using late = joinSignals(one.signal);
  assert.match(String(late.signal.reason), /one/);
});

test('leaves nothing on its sources', () => {
  const source = new AbortController();
  joinSignals(source.signal)[Symbol.dispose]();
  assert.equal(getEventListeners(source.signal, 'abort').length, 0);
});
