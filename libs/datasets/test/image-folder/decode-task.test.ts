import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { test } from 'node:test';
import { ConcurrencyLimiter } from '../../src/image-folder/concurrency-limiter.js';
import { decodeTask } from '../../src/image-folder/decode-task.js';
import { FINDING } from '../../src/image-folder/decoder-messages.js';
import { readAgain } from '../../src/image-folder/read-fault.js';

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

test('a file that cannot be read is told by its name, not taken for one that is no image', async () => {
  const path = `/${'x'.repeat(300)}.jpg`;
  const task = { paths: ['/nowhere/1.jpg', path], crop: { kind: 'centre' }, side: 8 } as const;
  await assert.rejects(
    decodeTask(task, new ConcurrencyLimiter(2), () => false),
    ({ message }: Error) => message.startsWith(`${path}: cannot be read: ENAMETOOLONG`),
  );
});

test('what could not be read is tried once more', async () => {
  const attempts = [stat(`/${'x'.repeat(300)}`), stat('/')];
  for (const attempt of attempts) attempt.catch(() => undefined);
  assert.ok((await readAgain(() => attempts.shift() ?? assert.fail())).isDirectory());
  let asked = 0;
  const missing = readAgain(() => {
    asked += 1;
    return stat('/nowhere');
  });
  await assert.rejects(missing, { code: 'ENOENT' });
  assert.equal(asked, 1);
});
