import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { test } from 'node:test';
import { type DecodedBatch, type FolderBatch, type ImageFolder, openImageFolder } from '../../src/index.js';
import { folderWith, jpeg, noise, plain, twoColours } from './image-files.js';

const REFERENCE = { name: 'photos', size: 8 };
const CENTRE = { kind: 'centre' } as const;

const centre = (...indices: number[]): FolderBatch => ({ indices, crop: CENTRE });

async function all(batches: AsyncIterable<DecodedBatch>): Promise<DecodedBatch[]> {
  const decoded: DecodedBatch[] = [];
  for await (const batch of batches) decoded.push(batch);
  return decoded;
}

/** Of each image the colour of a pixel in its middle. */
function colours({ pixels }: DecodedBatch, side = 8): number[][] {
  const imageBytes = side * side * 3;
  return Array.from({ length: pixels.length / imageBytes }, (_, i) => [
    ...pixels.subarray(i * imageBytes, i * imageBytes + 3),
  ]);
}

test('a folder is described, and its images decoded in the order asked for', async (t) => {
  const folder = await openImageFolder(REFERENCE, { directory: folderWith(t, await twoColours(3, 2)) });
  await using _ = folder;
  assert.equal(folder.reference, 'photos?size=8');
  assert.deepEqual(folder.shape, { height: 8, width: 8, channels: 3 });
  assert.deepEqual(folder.classes, ['blue', 'red']);
  assert.deepEqual(folder.train, { count: 6, labels: Uint16Array.of(0, 0, 0, 1, 1, 1) });
  assert.deepEqual(folder.validation, { count: 4, labels: Uint16Array.of(0, 0, 1, 1) });

  const [first, second, ...rest] = await all(folder.decode('train', [centre(5, 0, 1), centre(2)]));
  assert.ok(first && second);
  assert.equal(rest.length, 0);
  assert.deepEqual(colours(first), [
    [200, 2, 0],
    [0, 0, 200],
    [1, 0, 200],
  ]);
  assert.deepEqual([...first.labels], [1, 0, 0]);
  assert.deepEqual(colours(second), [[2, 0, 200]]);
  const [validation] = await all(folder.decode('validation', [centre(3)]));
  assert.deepEqual(validation && colours(validation), [[200, 1, 0]]);
  assert.deepEqual(await all(folder.decode('train', [])), []);
});

test('a limit takes the first training images of every class', async (t) => {
  const directory = folderWith(t, await twoColours(3, 2));
  await using folder = await openImageFolder({ name: 'photos', limit: 3, size: 8 }, { directory });
  assert.equal(folder.reference, 'photos?limit=3&size=8');
  assert.deepEqual([...folder.train.labels], [0, 0, 1]);
  assert.equal(folder.validation.count, 4);
  const [batch] = await all(folder.decode('train', [centre(0, 1, 2)]));
  assert.deepEqual(batch && colours(batch), [
    [0, 0, 200],
    [1, 0, 200],
    [200, 0, 0],
  ]);
  for (const limit of [1, 7]) {
    await assert.rejects(openImageFolder({ name: 'photos', limit }, { directory }), {
      name: 'DatasetError',
      code: 'limit',
      message: /must be 2 to 6, .*; got/,
    });
  }
});

test('random crops follow from the batch alone, however many decoders there are and whatever came before', async (t) => {
  const files: Record<string, Buffer> = {};
  for (const split of ['train', 'val']) {
    for (const name of ['a', 'b']) {
      // Of unequal sizes, so that they take unequal times.
      for (let i = 1; i <= 4; i++) files[`${split}/${name}/${i}.jpg`] = await jpeg(noise(150 * i, 90 * i));
    }
  }
  const directory = folderWith(t, files);
  const batch = (seed: number): FolderBatch => ({
    indices: [7, 0, 3, 4],
    crop: { kind: 'random', minScale: 0.2, seed },
  });
  const decoded: DecodedBatch[][] = [];
  for (const [decoders, batches] of [
    [1, [batch(1), batch(2)]],
    [3, [batch(2), batch(1)]],
  ] as const) {
    await using folder = await openImageFolder(REFERENCE, { directory }, { decoders });
    decoded.push(await all(folder.decode('train', batches)));
  }
  const [[one, two] = [], [otherTwo, otherOne] = []] = decoded;
  assert.deepEqual(one, otherOne);
  assert.deepEqual(two, otherTwo);
  assert.notDeepEqual(one, two);
});

test('odd images are counted once each, and unreadable ones made up for by others of their class', async (t) => {
  const whole = await jpeg(noise(200, 200));
  const directory = folderWith(t, {
    ...(await twoColours(3, 1)),
    'train/blue/001.png': 'no image at all',
    'train/blue/003.jpg': '',
    'train/red/grey.jpg': await plain(9, 9, 9).toColourspace('b-w').jpeg().toBuffer(),
    'train/red/half.jpg': whole.subarray(0, whole.length / 2),
    'train/red/ink.jpg': await plain(9, 9, 9).toColourspace('cmyk').jpeg().toBuffer(),
  });
  await using folder = await openImageFolder(REFERENCE, { directory });
  assert.deepEqual(folder.summary('train'), {
    images: 10,
    seen: 0,
    grey: 0,
    cmyk: 0,
    truncated: 0,
    unreadable: 0,
    examples: [],
  });
  const everything = centre(...Array.from({ length: 10 }, (_, i) => i));
  // The same whether the faults are found in it, as in the first one, or known before.
  for (let round = 0; round < 2; round++) {
    const [batch] = await all(folder.decode('train', [everything]));
    assert.ok(batch);
    assert.deepEqual([...batch.labels], [0, 0, 0, 0, 1, 1, 1, 1, 1, 1]);
    // 001 gives its place to 002; 003, the last one, to 000.
    assert.deepEqual(colours(batch).slice(0, 4), [
      [0, 0, 200],
      [2, 0, 200],
      [2, 0, 200],
      [0, 0, 200],
    ]);
  }
  const { examples, ...counts } = folder.summary('train');
  assert.deepEqual(counts, { images: 10, seen: 10, grey: 1, cmyk: 1, truncated: 1, unreadable: 2 });
  assert.deepEqual(
    examples.map(({ path, fault }) => [relative(directory, path), fault]),
    [
      ['train/blue/001.png', 'unreadable'],
      ['train/blue/003.jpg', 'unreadable'],
      ['train/red/half.jpg', 'truncated'],
    ],
  );
  assert.equal(folder.summary('validation').seen, 0);
});

test('an image that stands in for an unreadable one is cropped as that would have been', async (t) => {
  const directory = folderWith(t, {
    'train/a/1.jpg': 'no image',
    'train/a/2.jpg': await jpeg(noise(300, 200)),
    'train/b/1.jpg': await jpeg(plain(1, 2, 3)),
    'val/a/1.jpg': '',
    'val/b/1.jpg': '',
  });
  const batch = { indices: [2, 0], crop: { kind: 'random', minScale: 0.1, seed: 3 } } as const;
  await using folder = await openImageFolder(REFERENCE, { directory });
  const [found] = await all(folder.decode('train', [batch]));
  const [known] = await all(folder.decode('train', [batch]));
  const [direct] = await all(folder.decode('train', [{ ...batch, indices: [2, 1] }]));
  assert.deepEqual(found, known);
  assert.deepEqual(found, direct);
});

test('few faults are shown, however many there are', async (t) => {
  const files = await twoColours(1, 1);
  for (let i = 0; i < 20; i++) files[`train/red/x${i}.jpg`] = Buffer.from('no image');
  await using folder = await openImageFolder(REFERENCE, { directory: folderWith(t, files) });
  await all(folder.decode('train', [centre(...folder.train.labels.keys())]));
  const { unreadable, examples } = folder.summary('train');
  assert.equal(unreadable, 20);
  assert.equal(examples.length, 5);
});

test('a class of which nothing can be decoded ends the decoding', async (t) => {
  const directory = folderWith(t, { ...(await twoColours(1, 1)), 'train/red/000.png': 'no image' });
  await using folder = await openImageFolder(REFERENCE, { directory });
  await assert.rejects(all(folder.decode('train', [centre(0, 1)])), {
    name: 'DatasetError',
    code: 'file',
    message: `${directory}/train/red: none of its 1 images can be decoded, for instance 000.png`,
  });
  assert.equal((await all(folder.decode('train', [centre(0)]))).length, 1, 'the others can be used');
});

test('what is out of range is refused', async (t) => {
  const directory = folderWith(t, await twoColours(1, 1));
  await using folder = await openImageFolder(REFERENCE, { directory });
  const decode = (batch: FolderBatch, readAhead?: number) =>
    all(folder.decode('train', [batch], readAhead === undefined ? {} : { readAhead }));
  await assert.rejects(decode(centre(2)), { name: 'RangeError', message: 'indices: must be below 2; got 2' });
  await assert.rejects(decode(centre(-1)), { name: 'RangeError' });
  await assert.rejects(decode({ indices: [0], crop: { kind: 'random', minScale: 2, seed: 0 } }), /minScale/);
  await assert.rejects(decode(centre(0), 0), /readAhead: must be a whole number from 1; got 0/);
  await assert.rejects(
    openImageFolder(REFERENCE, { directory }, { decoders: 0 }),
    /decoders: must be a whole/,
  );
});

test('nothing is read beyond what was asked for and the batches ahead', async (t) => {
  const directory = folderWith(t, await twoColours(30, 1));
  await using folder = await openImageFolder(REFERENCE, { directory });
  const batches = Array.from({ length: 20 }, (_, i) => centre(3 * i, 3 * i + 1, 3 * i + 2));
  const decoded = folder.decode('train', batches, { readAhead: 2 });
  await decoded.next();
  await decoded.next();
  // The second batch is in use, two are ahead; give them time to come.
  for (const _ of folder.classes) await all(folder.decode('validation', [centre(0, 1)]));
  const { seen } = folder.summary('train');
  assert.ok(seen >= 6 && seen <= 12, String(seen));
  await decoded.return();
});

test('many batches ahead are no leak', async (t) => {
  const directory = folderWith(t, await twoColours(1, 1));
  await using folder = await openImageFolder(REFERENCE, { directory });
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  t.after(() => process.off('warning', onWarning));
  const batches = Array.from({ length: 40 }, () => centre(0, 1));
  assert.equal((await all(folder.decode('train', batches, { readAhead: 30 }))).length, 40);
  assert.deepEqual(warnings, []);
});

async function manyLarge(t: Parameters<typeof folderWith>[0]): Promise<ImageFolder> {
  const photo = await jpeg(noise(1200, 1200));
  const files: Record<string, Buffer> = await twoColours(1, 1);
  for (let i = 0; i < 12; i++) files[`train/red/large${String(i).padStart(2, '0')}.jpg`] = photo;
  return openImageFolder(REFERENCE, { directory: folderWith(t, files) }, { decoders: 1 });
}

test('an abort ends the decoding with its reason, and what was begun with it', async (t) => {
  await using folder = await manyLarge(t);
  const aborting = new AbortController();
  const large = centre(...Array.from({ length: 12 }, (_, i) => i + 2));
  const decoded = folder.decode('train', [centre(0), large, large], { signal: aborting.signal });
  await decoded.next();
  const next = decoded.next();
  aborting.abort(new Error('enough'));
  await assert.rejects(next, { message: 'enough' });
  assert.equal((await decoded.next()).done, true);
  assert.equal(folder.summary('train').seen, 1, 'nothing more came');
  assert.throws(() => {
    aborting.signal.throwIfAborted();
  }, /enough/);
  await assert.rejects(folder.decode('train', [centre(0)], { signal: aborting.signal }).next(), /enough/);
  assert.equal((await all(folder.decode('train', [centre(1)]))).length, 1, 'the folder can still be used');
});

test('disposing ends what is awaited, and the thread', async (t) => {
  const folder = await manyLarge(t);
  const large = centre(...Array.from({ length: 12 }, (_, i) => i + 2));
  const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
  const before = threads();
  const decoded = folder.decode('train', [centre(0), large]);
  await decoded.next();
  assert.ok(threads() > before);
  const rejected = assert.rejects(decoded.next(), { message: 'the image folder was closed' });
  await folder[Symbol.asyncDispose]();
  await rejected;
  assert.equal(threads(), before);
  await assert.rejects(folder.decode('train', [centre(0)]).next(), {
    message: 'the image folder was closed',
  });
  await folder[Symbol.asyncDispose]();
});
