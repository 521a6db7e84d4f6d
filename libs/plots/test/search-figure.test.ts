import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawSearch } from '@blockqnn/plots';
import { searchData } from './figures.js';
import { countColour, elements, readSvg, textsOf } from './svg-reading.js';

const POINT = '#56b4e9';
const FAILED = '#d55e00';
/** One in the key. */
const KEY = 1;

describe('the figure of a search', () => {
  it('has a point for each measured trial in both panels, and a cross for each failure', async () => {
    const { svg } = await drawSearch(searchData(40));
    assert.equal(countColour(svg, 'fill', POINT), 2 * 35 + KEY);
    assert.equal(countColour(svg, 'stroke', FAILED), 5 + KEY);
  });

  it('names its axes with units, and what its marks are', async () => {
    const texts = textsOf((await drawSearch(searchData(40))).svg);
    for (const text of [
      'accuracy (%)',
      'reward (points)',
      'completed trials',
      'ε',
      'trial',
      'best so far',
      'failed (5)',
    ])
      assert.ok(texts.includes(text), text);
  });

  it('leaves out ε where the strategy has none', async () => {
    const { svg } = await drawSearch({ ...searchData(40), epsilons: [] });
    assert.ok(!textsOf(svg).includes('ε'));
  });

  it('shows one trial, measured or failed', async () => {
    assert.equal(countColour((await drawSearch(searchData(1))).svg, 'fill', POINT), 2 + KEY);
    const failed = { search: 'searches/s1', trials: [{ place: 1, measured: undefined }], epsilons: [] };
    assert.equal(countColour((await drawSearch(failed)).svg, 'stroke', FAILED), 1 + KEY);
  });

  it('stays small and honest with 200,000 trials: runs with percentiles, and the share that failed', async () => {
    const { svg } = await drawSearch(searchData(200_000));
    assert.ok(svg.length < 60_000, String(svg.length));
    const texts = textsOf(svg);
    assert.ok(texts.includes('failed (%)'));
    assert.ok(
      texts.some((text) => /^median and 10–90 % of 1,143 trials$/.test(text)),
      texts.join(),
    );
    assert.equal(countColour(svg, 'fill', POINT), 0);
  });

  it('draws the best so far as a line that never falls', async () => {
    const { svg } = await drawSearch(searchData(40));
    const lines = elements(readSvg(svg)).filter(
      ({ name, attributes }) =>
        name === 'path' &&
        attributes['stroke'] === '#222222' &&
        attributes['stroke-width'] === '1' &&
        attributes['d']?.startsWith('M') === true &&
        attributes['d'].includes('L'),
    );
    assert.equal(lines.length, 2);
    for (const { attributes } of lines) {
      const heights = [...(attributes['d'] ?? '').matchAll(/[ML][\d.]+,([\d.]+)/g)].map(([, y]) => Number(y));
      assert.ok(heights.length > 2);
      assert.ok(
        heights.every((y, index) => index === 0 || y <= (heights[index - 1] ?? 0)),
        heights.join(),
      );
    }
  });
});
