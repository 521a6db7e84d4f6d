import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { boundSignal } from '../src/joined-signal.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

it('a bound comes even where garbage is collected meanwhile', async () => {
  const bounds = Array.from({ length: 50 }, () => boundSignal(new AbortController().signal, 100));
  await delay(10);
  collectGarbage();
  await delay(300);
  assert.deepEqual(new Set(bounds.map(({ signal }) => signal.aborted)), new Set([true]));
  assert.equal((bounds[0]?.signal.reason as DOMException).name, 'TimeoutError');
});

it('a bound passes its source on, and keeps still once it is disposed', async () => {
  const source = new AbortController();
  using early = boundSignal(source.signal, 60_000);
  source.abort(new Error('enough'));
  assert.throws(() => {
    early.signal.throwIfAborted();
  }, /enough/);
  const disposed = boundSignal(new AbortController().signal, 10);
  disposed[Symbol.dispose]();
  await delay(50);
  assert.equal(disposed.signal.aborted, false);
});
