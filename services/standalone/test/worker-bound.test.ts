import assert from 'node:assert/strict';
import { it } from 'node:test';
import { UsageError } from '@blockqnn/cli';
import { checkWorkers } from '../src/worker-bound.js';

const machine = { cores: 2, memoryBytes: 8 * 2 ** 30 };

it('workers beyond the cores are warned of, and refused where memory does not hold them', () => {
  assert.equal(checkWorkers(2, 'native', machine), undefined);
  assert.equal(checkWorkers('auto', 'native', machine), undefined);
  assert.match(checkWorkers(3, 'native', machine) ?? '', /--workers 3 is more than this machine's 2 cores/);
  assert.match(checkWorkers(60, 'wasm', machine) ?? '', /--workers 60/);
  assert.throws(() => checkWorkers(61, 'wasm', machine), /8296 MiB .* there are 8192 MiB; at most 60/);
  assert.throws(() => checkWorkers(99, 'native', machine), UsageError);
  assert.equal(
    checkWorkers(1, 'native', { cores: 1, memoryBytes: 2 ** 28 }),
    undefined,
    'one is always tried',
  );
});
