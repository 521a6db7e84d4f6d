import assert from 'node:assert/strict';
import { it } from 'node:test';
import { rasterise } from '@blockqnn/plots';
import sharp from 'sharp';
import { FIGURES } from './figures.js';

async function figure(kind: string) {
  const made = await FIGURES[kind]?.();
  assert.ok(made);
  return made;
}

it('a PNG has 300 dots an inch, says so, and is whole', async () => {
  const drawn = await figure('search');
  const png = Buffer.from(await rasterise(drawn));
  assert.deepEqual([...png.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  const { width, height, density, format } = await sharp(png).metadata();
  assert.deepEqual([format, density], ['png', 300]);
  assert.ok(Math.abs((width * 72) / 300 - drawn.widthPt) < 0.5);
  assert.ok(Math.abs((height * 72) / 300 - drawn.heightPt) < 0.5);
  const { isOpaque } = await sharp(png).stats();
  assert.ok(isOpaque);
});

it('the same figure gives the same bytes', async () => {
  const drawn = await figure('block');
  assert.deepEqual(await rasterise(drawn), await rasterise(drawn));
});

it('text is there whatever fonts the machine has: ink where a label stands', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36"><text x="4" y="24" font-family="No Such Font" font-size="16">ε × 3</text></svg>';
  const png = await rasterise({ svg, widthPt: 72, heightPt: 36, textPt: 16 }, 72);
  const { data } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  assert.ok(data.filter((value) => value < 128).length > 30);
});
