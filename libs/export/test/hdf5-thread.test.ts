import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { writeHdf5 } from '../src/keras/hdf5-file.js';
import type { Hdf5Object } from '../src/keras/hdf5-messages.js';

test('writing fails where the thread ends on the way, and the next file has another thread', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-hdf5-'));
  t.after(() => rm(folder, { recursive: true }));
  const posting = t.mock.method(Worker.prototype, 'postMessage');
  function* objects(): Generator<Hdf5Object> {
    yield { kind: 'group', group: '', name: 'one' };
    void (posting.mock.calls.at(-1)?.this as Worker).terminate();
    yield { kind: 'group', group: '', name: 'two' };
  }
  // What nobody answers is waited for until here, not for ever.
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => {
      reject(new Error('still waiting'));
    }, 20_000).unref();
  });
  const writing = writeHdf5(join(folder, 'broken.h5'), objects());
  await assert.rejects(Promise.race([writing, late]), /the thread that writes HDF5 ended/);
  await writeHdf5(join(folder, 'whole.h5'), [{ kind: 'group', group: '', name: 'one' }]);
});
