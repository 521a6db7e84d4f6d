import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConcurrencyLimiter } from '../../src/image-folder/concurrency-limiter.js';
import { decodeTask } from '../../src/image-folder/decode-task.js';
import { FINDING } from '../../src/image-folder/decoder-messages.js';

test('images that are not begun when a batch is cancelled are left alone', async () => {
  const task = {
    paths: ['/nowhere/1.jpg', '/nowhere/2.jpg', '/nowhere/3.jpg'],
    crop: { kind: 'centre' },
    side: 8,
  } as const;
  let asked = 0;
  const { findings } = await decodeTask(task, new ConcurrencyLimiter(1), () => (asked += 1) > 1);
  assert.deepEqual([...findings], [FINDING.unreadable, 0, 0]);
});
