import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cifarStack } from '@blockqnn/network';
import { parseBlock, REFERENCE_BLOCKS } from '@blockqnn/nsc';
import { drawBlockFigure } from '@blockqnn/plots';
import { elements, readSvg, textsOf } from './svg-reading.js';

const RESIDUAL = parseBlock('conv3@0,conv3@1,add@2+0');

const countClass = (svg: string, name: string) =>
  elements(readSvg(svg)).filter(({ attributes }) => attributes['class'] === name).length;

describe('the drawing of a block', () => {
  it('has a node for each layer, input and output, and an edge for each that is read', async () => {
    const { svg } = await drawBlockFigure({ block: RESIDUAL });
    assert.equal(countClass(svg, 'node'), 5);
    assert.equal(countClass(svg, 'edge'), 5);
    assert.deepEqual(textsOf(svg).toSorted(), ['1: conv 3×3', '2: conv 3×3', '3: add', 'input', 'output']);
  });

  it('has the stages of the network beside, with what comes out of each', async () => {
    const stack = cifarStack({ input: { height: 32, width: 32, channels: 3 }, classes: 10 });
    const texts = textsOf((await drawBlockFigure({ block: RESIDUAL, stack })).svg);
    assert.equal(texts.filter((text) => text === 'block × 4').length, 3);
    for (const text of ['32×32×3', '8×8×128', 'global average pool', 'dense, softmax: 10 classes'])
      assert.ok(texts.includes(text), text);
  });

  it('is drawn for every reference block, in its natural size with readable text', async () => {
    for (const { block, name } of REFERENCE_BLOCKS) {
      const { textPt, svg } = await drawBlockFigure({ block });
      assert.equal(textPt, 8, name);
      assert.equal(countClass(svg, 'node'), block.layers.length + 2, name);
    }
  });

  it('shrinks to a width that is asked for, and tells how small its text is', async () => {
    const block = parseBlock(Array.from({ length: 23 }, () => 'conv5@0').join(','));
    const { widthPt, textPt } = await drawBlockFigure({ block }, { widthPt: 237.6 });
    assert.equal(widthPt, 237.6);
    assert.ok(textPt < 5);
  });
});
