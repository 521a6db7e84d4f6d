import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { readJpegHeader } from '../../src/image-folder/jpeg-header.js';
import { noise, plain } from './image-files.js';

const photo = () => noise(70, 50);

test('a plain JPEG file tells its size and colours', async () => {
  for (const [image, components] of [
    [photo().jpeg(), 3],
    [photo().jpeg({ progressive: true, mozjpeg: true }), 3],
    [photo().toColourspace('b-w').jpeg(), 1],
    [photo().toColourspace('cmyk').jpeg(), 4],
    [photo().withIccProfile('p3').jpeg(), 3],
  ] as const) {
    const bytes = await image.toBuffer();
    assert.deepEqual(readJpegHeader(bytes), { width: 70, height: 50, components });
    // Where it begins in its memory makes no difference.
    const shifted = Buffer.concat([Buffer.from('abc'), bytes]).subarray(3);
    assert.deepEqual(readJpegHeader(shifted), { width: 70, height: 50, components });
  }
});

test('it says what the decoder says, for any size', async () => {
  const side = fc.integer({ min: 1, max: 300 });
  await fc.assert(
    fc.asyncProperty(side, side, async (width, height) => {
      const bytes = await plain(1, 2, 3).resize(width, height, { fit: 'fill' }).jpeg().toBuffer();
      const { width: w, height: h, channels } = await sharp(bytes).metadata();
      assert.deepEqual(readJpegHeader(bytes), { width: w, height: h, components: channels });
    }),
    { numRuns: 20 },
  );
});

test('what may have to be turned, and what is no JPEG, is left to the decoder', async () => {
  const turned = await photo().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const comment = await photo()
    .withExif({ IFD0: { Artist: 'nobody' } })
    .jpeg()
    .toBuffer();
  const png = await photo().png().toBuffer();
  for (const bytes of [turned, comment, png, new Uint8Array(0), Uint8Array.of(0xff, 0xd8, 0xff)]) {
    assert.equal(readJpegHeader(bytes), undefined);
  }
});

test('no bytes break it', async () => {
  const bytes = await photo().jpeg().toBuffer();
  for (let end = 0; end < 200; end++) readJpegHeader(bytes.subarray(0, end));
  const beginning = fc.constantFrom(
    [],
    [0xff, 0xd8],
    [0xff, 0xd8, 0xff, 0xe0, 0, 4],
    [...bytes.subarray(0, 20)],
  );
  fc.assert(
    fc.property(beginning, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
      const header = readJpegHeader(Uint8Array.from([...start, ...rest]));
      assert.ok(header === undefined || (header.width > 0 && header.height > 0));
    }),
  );
});
