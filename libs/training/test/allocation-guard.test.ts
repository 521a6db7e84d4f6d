import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OutOfMemoryError } from '@blockqnn/training';
import { startBackend, uninitialised } from '../src/wasm/backend.js';

test('memory that is not to be had is said so, instead of written over', async () => {
  await startBackend();
  const half = uninitialised([2, 1024, 1024, 300]);
  assert.throws(() => uninitialised([2, 1024, 1024, 300]), OutOfMemoryError);
  assert.throws(() => uninitialised([4, 1024, 1024, 300]), /memory: .* 5033164800 more bytes/);
  half.dispose();
  uninitialised([2, 1024, 1024, 300]).dispose();
});
