import assert from 'node:assert/strict';
import { readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { epochFromJson } from '@blockqnn/events';
import { formFault } from '../../src/artifacts/check-form.js';
import { temporaryFolder, testRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

/** As an evaluator writes it, whose own test says so. */
const LINE =
  '{"number":1,"accuracy":0.5,"loss":1.25,"trainingAccuracy":0.75,"learningRate":1e-7,"duration":"61.500s"}';

test('takes the curve that an evaluator writes, in which every figure stands', async (t) => {
  assert.deepEqual(epochFromJson(LINE), {
    ...{ number: 1, accuracy: 0.5, loss: 1.25, trainingAccuracy: 0.75, learningRate: 1e-7 },
    duration: { seconds: 61, nanos: 500_000_000 },
  });
  await using registry = await testRegistry(await temporaryFolder(t));
  await uploadFile(registry, 'curves', Buffer.from(`${LINE}\n`));
});

test('a curve that is none leaves no file open', { skip: process.platform !== 'linux' }, async (t) => {
  const path = join(await temporaryFolder(t), 'curve');
  const text = 'no epoch\n'.repeat(100_000);
  await writeFile(path, text);
  assert.match((await formFault('curves', { path, sizeBytes: text.length })) ?? '', /^line 1: /);
  const isOpen = async (): Promise<boolean> => {
    const open = (await readdir('/proc/self/fd')).map((file) => readlink(`/proc/self/fd/${file}`));
    return (await Promise.allSettled(open)).some(
      (link) => link.status === 'fulfilled' && link.value === path,
    );
  };
  for (let turn = 0; turn < 100 && (await isOpen()); turn += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(await isOpen(), false);
});
