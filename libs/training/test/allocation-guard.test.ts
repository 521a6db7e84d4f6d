import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutOfMemoryError } from '@blockqnn/training';
import {
  addressOf,
  allocate,
  floatsAt,
  heapView,
  release,
  startBackend,
  uninitialised,
} from '../src/wasm/backend.js';

test('memory that is not to be had is said so, instead of written over', async () => {
  await startBackend();
  const half = uninitialised([2, 1024, 1024, 300]);
  assert.throws(() => uninitialised([2, 1024, 1024, 300]), OutOfMemoryError);
  assert.throws(() => uninitialised([4, 1024, 1024, 300]), /memory: .* 5033164800 more bytes/);
  half.dispose();
  uninitialised([2, 1024, 1024, 300]).dispose();
});

test('memory beyond 2 GiB is used like any other', async () => {
  await startBackend();
  const chunk = 256 * 2 ** 20;
  const held: number[] = [];
  for (let i = 0; i < 9; i += 1) held.push(allocate(chunk));
  const last = uninitialised([1, 1, 1, chunk / 4]);
  const address = held.find((at) => at < 0 || at >= 2 ** 31);
  assert.ok(address !== undefined && address > 0, held.join());
  floatsAt(address, 2).set([1, 2]);
  assert.deepEqual([...floatsAt(address, 2)], [1, 2]);
  assert.ok(addressOf(last) > 2 ** 31);
  heapView(last).fill(3, 0, 1);
  assert.equal(heapView(last)[0], 3);
  last.dispose();
  // Freed as what they are: the same room is there again.
  for (const at of held) release(at);
  for (let i = 0; i < 9; i += 1) held[i] = allocate(chunk);
  for (const at of held) release(at);
});
