import assert from 'node:assert/strict';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import sharp from 'sharp';
import { Decoder } from '../../src/image-folder/decoder.js';
import { folderWith, plain, png } from './image-files.js';

const { signal } = new AbortController();
const task = (...paths: string[]) => ({ paths, crop: { kind: 'centre' }, side: 8 }) as const;

test('a file that cannot be read ends its batch with its name, and no other', async (t) => {
  const directory = folderWith(t, { 'a.png': await png(plain(1, 2, 3)) });
  const [whole, bad] = [join(directory, 'a.png'), join(directory, `${'x'.repeat(300)}.png`)];
  await using decoder = new Decoder({ decoders: 1 });
  const rejected = assert.rejects(decoder.decode(task(whole, bad), signal), {
    name: 'DatasetError',
    code: 'file',
    message: /x\.png: cannot be read: ENAMETOOLONG/,
  });
  const { findings } = await decoder.decode(task(whole), signal);
  await rejected;
  assert.deepEqual([...findings], [0]);
});

test('closing does not wait for native code for ever', async (t) => {
  // Of noise, all of which has to be read for the first row of pixels.
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const large = sharp({ create: { width: 3000, height: 3000, channels: 3, background: 'red', noise } });
  const directory = folderWith(t, {
    'large.jpg': await large.jpeg({ quality: 100, progressive: true }).toBuffer(),
    'small.png': await png(plain(1, 2, 3)),
  });
  const started = once(process, 'worker') as Promise<[Worker]>;
  const decoder = new Decoder({ decoders: 1, closeGraceMs: 1 });
  await decoder.decode(task(join(directory, 'small.png')), signal);
  const [worker] = await started;
  let isGone = false;
  const gone = once(worker, 'exit').then(() => (isGone = true));
  const rejected = assert.rejects(decoder.decode(task(join(directory, 'large.jpg')), signal), /closed/);
  await setTimeout(50);
  await decoder[Symbol.asyncDispose]();
  await rejected;
  assert.equal(isGone, false);
  worker.ref();
  await gone;
});
