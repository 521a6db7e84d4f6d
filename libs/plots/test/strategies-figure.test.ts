import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawStrategies } from '@blockqnn/plots';
import { strategiesData } from './figures.js';
import { elements, readSvg, textsOf } from './svg-reading.js';
import { textPlaces } from './text-places.js';

const COLOURS = ['#0072b2', '#e69f00'];

describe('the figure of strategies', () => {
  it('names strategies, searches, axes and the window', async () => {
    const texts = textsOf((await drawStrategies(strategiesData)).svg);
    for (const text of [
      'q-learning (2 searches)',
      'random (2 searches)',
      'mean, and range over searches',
      'paler: fewer searches',
      'best accuracy so far (%)',
      'mean of last 64 (%)',
      'evaluations in a search',
    ])
      assert.ok(texts.includes(text), text);
  });

  it('has a band and a line for each strategy in both panels, by colour and by dashes', async () => {
    const paths = elements(readSvg((await drawStrategies(strategiesData)).svg)).filter(
      ({ name }) => name === 'path',
    );
    for (const colour of COLOURS) {
      const lines = paths.filter(({ attributes }) => attributes['stroke'] === colour);
      // Q-learning's line goes on paler where one of its searches has ended.
      assert.equal(lines.length, colour === COLOURS[0] ? 4 : 2);
      assert.equal(
        paths.filter(({ attributes }) => attributes['fill'] === colour && attributes['opacity'] === '0.22')
          .length >= 2,
        true,
      );
    }
    const dashes = COLOURS.map(
      (colour) =>
        paths.find(({ attributes }) => attributes['stroke'] === colour)?.attributes['stroke-dasharray'],
    );
    assert.notEqual(dashes[0], dashes[1]);
  });

  it('cuts a name that is longer than the figure is wide', async () => {
    const curves = strategiesData.curves.map((curve) => ({ ...curve, strategy: 'strategy'.repeat(20) }));
    const { svg } = await drawStrategies({ ...strategiesData, curves });
    assert.ok(textsOf(svg).some((text) => /^strategy.*….*2 searches\)$/.test(text)));
    for (const { text, to } of textPlaces(readSvg(svg))) assert.ok(to[0] <= 238, text);
  });

  it('shows one search of one strategy without a band', async () => {
    const accuracy = { mean: 0.5, minimum: 0.5, maximum: 0.5 };
    const points = [{ evaluations: 1, best: { searches: 1, accuracy }, moving: undefined }];
    const { svg } = await drawStrategies({
      window: 8,
      curves: [{ strategy: 'random', searches: 1, points }],
    });
    assert.ok(textsOf(svg).includes('random (1 search)'));
    assert.ok(!textsOf(svg).some((text) => text.includes('range')));
  });
});
