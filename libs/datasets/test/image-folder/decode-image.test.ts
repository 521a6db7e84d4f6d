import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { CropWindow } from '../../src/image-folder/crop.js';
import { decodeImage } from '../../src/image-folder/decode-image.js';
import { draw, folderWith, jpeg, noise, plain, png } from './image-files.js';

const SIDE = 16;

async function decode(t: TestContext, content: string | Uint8Array, window?: CropWindow, side = SIDE) {
  const path = join(folderWith(t, { image: content }), 'image');
  return decodeImage(path, side, (size) => window ?? { left: 0, top: 0, ...size });
}

/** Values of a row's or a column's pixels. */
function pixelAt(pixels: Uint8Array, x: number, y: number, side = SIDE): number[] {
  return [...pixels.subarray(3 * (y * side + x), 3 * (y * side + x) + 3)];
}

function assertClose(actual: readonly number[], expected: readonly number[], within: number): void {
  const far = actual.some((value, i) => Math.abs(value - (expected[i] ?? NaN)) > within);
  assert.ok(!far, `${actual.join()} is not within ${within} of ${expected.join()}`);
}

/** Rising from left to right in red, from top to bottom in green. */
const slope = { width: 240, height: 200, at: (x: number, y: number) => [x, y, 100] as const };

for (const [name, encode] of [
  ['JPEG', jpeg],
  ['PNG', png],
] as const) {
  for (const [kind, window] of [
    ['enlarged', { left: 40, top: 30, width: 12, height: 9 }],
    ['made a little smaller', { left: 100, top: 20, width: 28, height: 24 }],
    ['made much smaller', { left: 60, top: 40, width: 120, height: 150 }],
    ['to the last pixel, made much smaller', { left: 40, top: 100, width: 200, height: 100 }],
  ] as const) {
    test(`a window of a ${name} file is taken where it lies, ${kind}`, async (t) => {
      const { pixels } = await decode(t, await encode(draw(slope)), window);
      assert.equal(pixels.length, SIDE * SIDE * 3);
      const scale = [window.width / SIDE, window.height / SIDE] as const;
      for (const at of [2, 8, 13]) {
        const expected = [
          window.left + (at + 0.5) * scale[0] - 0.5,
          window.top + (at + 0.5) * scale[1] - 0.5,
          100,
        ];
        // Half a pixel of the result where it is cut after scaling, and what JPEG does to colours.
        assertClose(pixelAt(pixels, at, at), expected, Math.max(...scale) * 0.6 + 3);
      }
    });
  }
}

test('colour images have no oddities', async (t) => {
  for (const encode of [jpeg, png]) {
    const { pixels, ...oddities } = await decode(t, await encode(plain(200, 100, 50)));
    assert.deepEqual(oddities, { grey: false, cmyk: false, truncated: false });
    assertClose(pixelAt(pixels, 5, 5), [200, 100, 50], 2);
  }
});

test('grey images get three equal channels, and are found to be grey', async (t) => {
  const grey = () => plain(90, 90, 90).toColourspace('b-w');
  const withAlpha = await plain(90, 90, 90).toColourspace('b-w').ensureAlpha().png().toBuffer();
  for (const content of [await grey().jpeg().toBuffer(), await grey().png().toBuffer(), withAlpha]) {
    const decoded = await decode(t, content);
    assert.ok(decoded.grey && !decoded.cmyk);
    assertClose(pixelAt(decoded.pixels, 5, 5), [90, 90, 90], 2);
  }
});

test('CMYK images are converted to sRGB, and are found to be CMYK', async (t) => {
  const decoded = await decode(t, await plain(180, 60, 60).toColourspace('cmyk').jpeg().toBuffer());
  assert.ok(decoded.cmyk && !decoded.grey);
  assertClose(pixelAt(decoded.pixels, 5, 5), [180, 60, 60], 25);
});

test('behind transparent parts it is grey', async (t) => {
  const clear = await plain(255, 0, 0).ensureAlpha(0).png().toBuffer();
  assert.deepEqual(pixelAt((await decode(t, clear)).pixels, 3, 3), [128, 128, 128]);
  const half = await plain(255, 0, 0).ensureAlpha(0.5).png().toBuffer();
  assertClose(pixelAt((await decode(t, half)).pixels, 3, 3), [192, 64, 64], 2);
});

test('16 bits and palettes become 8 bits', async (t) => {
  const deep = await plain(200, 100, 50).toColourspace('rgb16').png().toBuffer();
  const palette = await plain(200, 100, 50).png({ palette: true }).toBuffer();
  for (const content of [deep, palette]) {
    assertClose(pixelAt((await decode(t, content)).pixels, 5, 5), [200, 100, 50], 2);
  }
});

test('a photograph is turned upright as its camera says', async (t) => {
  // Lying on its side: 60 wide, 40 high, its left half red. Upright it is 40 wide, red above.
  const lying = draw({ width: 60, height: 40, at: (x) => (x < 30 ? [250, 0, 0] : [0, 0, 250]) });
  const content = await lying.withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const path = join(folderWith(t, { image: content }), 'image');
  let seen: object = {};
  const { pixels } = await decodeImage(path, SIDE, (size) => {
    seen = size;
    return { left: 0, top: 0, ...size };
  });
  assert.deepEqual(seen, { width: 40, height: 60 });
  assertClose(pixelAt(pixels, 8, 2), [250, 0, 0], 12);
  assertClose(pixelAt(pixels, 8, 13), [0, 0, 250], 12);
  const window = { left: 0, top: 40, width: 40, height: 20 };
  assertClose(pixelAt((await decode(t, content, window)).pixels, 8, 8), [0, 0, 250], 12);
});

test('a truncated image is used as far as it goes', async (t) => {
  for (const [encode, missing] of [
    [jpeg, 128],
    [png, 0],
  ] as const) {
    const whole = await encode(noise(200, 200));
    const decoded = await decode(t, whole.subarray(0, whole.length / 2));
    assert.ok(decoded.truncated);
    const [red = 0] = pixelAt(decoded.pixels, 8, 1);
    assert.ok(red > 180, `the beginning is there: ${red}`);
    assertClose(pixelAt(decoded.pixels, 8, 14), [missing, missing, missing], 3);
  }
});

test('a progressive JPEG that is truncated is used coarsely', async (t) => {
  const whole = await noise(200, 200).jpeg({ progressive: true }).toBuffer();
  const decoded = await decode(t, whole.subarray(0, whole.length * 0.7));
  assert.ok(decoded.truncated);
  assert.ok((pixelAt(decoded.pixels, 8, 14)[0] ?? 0) > 150);
});

test('what is no image is refused', async (t) => {
  const photo = await jpeg(plain(1, 2, 3));
  for (const content of ['', 'no image', photo.subarray(0, 100), new Uint8Array(5000)]) {
    await assert.rejects(decode(t, content));
  }
  await assert.rejects(decodeImage('/nowhere/image.jpg', SIDE, (size) => ({ left: 0, top: 0, ...size })));
});

test('what is no file is refused, also a device, which would never end', async (t) => {
  for (const path of [folderWith(t, {}), '/dev/zero']) {
    await assert.rejects(
      decodeImage(path, SIDE, (size) => ({ left: 0, top: 0, ...size })),
      { message: 'is not a file' },
    );
  }
});

test('a drawing or a program’s own format is refused, whatever its name', async (t) => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100"><rect width="9" height="9"/></svg>';
  const ppm = Buffer.concat([Buffer.from('P6 4 4 255\n'), Buffer.alloc(48)]);
  for (const content of [drawing, ppm, 'width 2 height 2\n1 2\n3 4\n']) {
    await assert.rejects(decode(t, content), /unsupported image format/);
  }
});

test('every format that folders hold is decoded', async (t) => {
  for (const format of ['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const) {
    const { pixels } = await decode(t, await plain(200, 100, 50).toFormat(format).toBuffer());
    assertClose(pixelAt(pixels, 5, 5), [200, 100, 50], 6);
  }
});

test('a file too large to keep in memory is decoded like any other', async (t) => {
  const photo = await jpeg(plain(200, 100, 50));
  const large = Buffer.concat([photo, Buffer.alloc(33 * 2 ** 20)]);
  assert.deepEqual(await decode(t, large), await decode(t, photo));
});

test('an image of absurd size is refused before it is decoded', async (t) => {
  // A PNG header that promises 30,000 × 30,000 pixels.
  const bomb = Buffer.from(await png(plain(0, 0, 0)));
  bomb.writeUInt32BE(30_000, 16);
  bomb.writeUInt32BE(30_000, 20);
  await assert.rejects(decode(t, bomb));
});

test('a very long image needs no canvas of its own scale', async (t) => {
  const strip = await draw({ width: 5000, height: 4, at: (x) => [x % 200, 0, 0] })
    .jpeg()
    .toBuffer();
  const { pixels } = await decode(t, strip, { left: 2498, top: 0, width: 4, height: 4 });
  assert.equal(pixels.length, SIDE * SIDE * 3);
});
