import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test, type TestContext } from 'node:test';
import { type FolderBatch, type ImageFolder, openImageFolder } from '../../src/index.js';
import { folderWith, jpeg, noise, twoColours } from './image-files.js';

const IMAGES = 12;

const centre = (...indices: number[]): FolderBatch => ({ indices, crop: { kind: 'centre' } });

/** Blocks the thread like a training step; the processor time that the process used meanwhile. */
function blockFor(ms: number): number {
  const before = process.cpuUsage();
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const [small, large] = [centre(0), centre(...Array.from({ length: IMAGES }, (_, i) => i + 2))];

/** The images of `small` and of `large`, one of which is decoded at a time; the thread has started. */
async function openFolder(t: TestContext): Promise<ImageFolder> {
  const files: Record<string, Buffer> = await twoColours(1, 1);
  const photo = await jpeg(noise(1000, 1000));
  for (let i = 0; i < IMAGES; i++) files[`train/red/large${i}.jpg`] = photo;
  const directory = folderWith(t, files);
  const folder = await openImageFolder({ name: 'photos', size: 16 }, { directory }, { decoders: 1 });
  await folder.decode('train', [small]).next();
  return folder;
}

/** Milliseconds of processor time. */
async function timeUsed(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

test('decoding goes on while the thread is blocked', async (t) => {
  await using folder = await openFolder(t);
  const decoded = folder.decode('train', [large, small, large], { readAhead: 2 });
  const batchMs = await timeUsed(() => decoded.next());
  await decoded.next();
  // The second large batch is under way. Without a thread of its own no image but the first would be decoded.
  let usedMs = 0;
  for (let i = 0; i < 100 && usedMs < batchMs / 3; i++) usedMs += blockFor(100);
  assert.ok(usedMs >= batchMs / 3, `${usedMs} ms of processor time while blocked, ${batchMs} ms for a batch`);
  assert.equal((await decoded.next()).value?.labels.length, IMAGES);
});

test('an abort stops the decoding of all that is not begun', async (t) => {
  await using folder = await openFolder(t);
  const decoded = folder.decode('train', [large, small, large, large], { readAhead: 2 });
  const batchMs = await timeUsed(() => decoded.next());
  await decoded.next();
  // Two large batches are under way.
  await decoded.return();
  const nextMs = await timeUsed(() => folder.decode('train', [small]).next());
  assert.ok(nextMs < batchMs, `${nextMs} ms until the next image, ${batchMs} ms for a large batch`);
});

test('an image folder that is open keeps no process alive', async (t) => {
  const directory = folderWith(t, await twoColours(2, 1));
  const program = folderWith(t, {
    'program.ts': `
      import { openImageFolder } from ${JSON.stringify(import.meta.resolve('../../src/index.ts'))};
      const folder = await openImageFolder({ name: 'photos', size: 8 }, { directory: ${JSON.stringify(directory)} });
      const batches = Array.from({ length: 9 }, () => ({ indices: [0, 1, 2, 3], crop: { kind: 'centre' } }));
      for await (const batch of folder.decode('train', batches)) {
        process.send(batch.labels.length);
        break;
      }
      process.disconnect();
    `,
    'package.json': '{ "type": "module" }',
  });
  const child = fork(`${program}/program.ts`, [], {
    execArgv: ['--conditions=source', '--import', import.meta.resolve('tsx')],
  });
  t.after(() => child.kill('SIGKILL'));
  const [labels] = (await once(child, 'message')) as [number];
  assert.equal(labels, 4);
  const [code] = (await once(child, 'exit')) as [number];
  assert.equal(code, 0);
});
