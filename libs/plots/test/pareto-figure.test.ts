import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawPareto, type ParetoFigureData } from '@blockqnn/plots';
import fc from 'fast-check';
import { axisScale, placeOn } from '../src/figure-axis.js';
import { placeLabels } from '../src/place-labels.js';
import { paretoData } from './figures.js';
import { countColour, elements, readSvg, textsOf } from './svg-reading.js';

const KEY = 1;

describe('the figure of a Pareto front', () => {
  it('has a mark for each block, and names reference blocks and axes', async () => {
    const { svg } = await drawPareto(paretoData);
    assert.equal(countColour(svg, 'fill', '#56b4e9'), 2 + KEY);
    assert.equal(countColour(svg, 'fill', '#d55e00'), 1 + KEY);
    const front = elements(readSvg(svg)).filter(
      ({ name, attributes }) =>
        name === 'path' && attributes['fill'] === '#222222' && attributes['stroke'] === '#222222',
    );
    assert.equal(front.length, 3);
    const texts = textsOf(svg);
    for (const text of [
      'parameters',
      'accuracy (%)',
      'residual',
      'Pareto front (3)',
      'other blocks (2)',
      'reference blocks',
      '10k',
      '1M',
    ])
      assert.ok(texts.includes(text), text);
  });

  it('draws the front as the border of what is reached, whichever direction is better', async () => {
    const stepsOf = async (better: 'higher' | 'lower') => {
      const { svg } = await drawPareto({ ...paretoData, x: { ...paretoData.x, better } });
      return elements(readSvg(svg)).find(
        ({ attributes }) =>
          attributes['stroke'] === '#222222' &&
          attributes['stroke-width'] === '1' &&
          /L/.test(attributes['d'] ?? ''),
      )?.attributes['d'];
    };
    const points = ((await stepsOf('lower')) ?? '')
      .slice(1)
      .split('L')
      .map((point) => point.split(',').map(Number));
    // Rightwards first, at the accuracy reached so far.
    assert.equal(points[0]?.[1], points[1]?.[1]);
    assert.notEqual(await stepsOf('higher'), await stepsOf('lower'));
  });

  it('names the ends of a linear scale of colours in three digits', async () => {
    const values = [210_432, 1_130_999, 2_826_751];
    const front = values.map((colour, index) => ({ x: 1000 + index, y: 10 + index, colour }));
    const colour = { title: 'FLOPs per image', better: 'lower' as const, mayBeLogarithmic: true };
    const { svg } = await drawPareto({ ...paretoData, colour, front, others: [], references: [] });
    const texts = textsOf(svg);
    for (const text of ['210k', '2.83M']) assert.ok(texts.includes(text), `${text}: ${texts.join(' ')}`);
  });

  it('writes small numbers plainly and great ones with k, M and G', async () => {
    const small = { title: 'density (edges per node)', better: 'lower' as const, mayBeLogarithmic: false };
    const front = [0.55, 0.75, 0.95].map((density, index) => ({ x: density, y: 1000 * (index + 1) }));
    const texts = textsOf(
      (await drawPareto({ ...paretoData, x: small, front, others: [], references: [] })).svg,
    );
    assert.ok(texts.includes('0.8') && texts.includes('2k'), texts.join());
    assert.ok(!texts.some((text) => /^\d+m$/.test(text)), texts.join());
  });

  it('colours by a third figure, with a scale', async () => {
    const coloured = (points: readonly { readonly x: number; readonly y: number }[]) =>
      points.map((point, index) => ({ ...point, colour: 1e6 * (index + 1) }));
    const data: ParetoFigureData = {
      ...paretoData,
      colour: { title: 'FLOPs per image', better: 'lower', mayBeLogarithmic: true },
      front: coloured(paretoData.front),
      others: coloured(paretoData.others),
    };
    const { svg } = await drawPareto(data);
    assert.ok(textsOf(svg).includes('FLOPs per image'));
    assert.ok(elements(readSvg(svg)).some(({ name }) => name === 'linearGradient'));
    assert.ok((await drawPareto(data)).svg === svg);
  });

  it('thins a hundred thousand blocks to what can be seen', async () => {
    const others = Array.from({ length: 100_000 }, (_, index) => ({
      x: 1e4 + ((index * 7919) % 1e6),
      y: 30 + ((index * 104_729) % 30_000) / 1000,
    }));
    const { svg } = await drawPareto({ ...paretoData, others });
    assert.ok(textsOf(svg).includes('other blocks (100,000)'));
    assert.ok(svg.length < 3_000_000, String(svg.length));
  });
});

describe('labels of points', () => {
  const plot = { width: 200, height: 150, lineHeight: 8 };
  const point = fc.record({
    x: fc.double({ min: 0, max: 200, noNaN: true }),
    y: fc.double({ min: 0, max: 150, noNaN: true }),
    width: fc.double({ min: 5, max: 80, noNaN: true }),
  });

  it('stand within the plot', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 10 }), (points) =>
        placeLabels(points, plot).every(
          ({ x, y }, index) =>
            x >= -1e-6 && x + (points[index]?.width ?? 0) <= 200 + 1e-6 && y >= 4 - 1e-6 && y <= 146 + 1e-6,
        ),
      ),
    );
  });

  it('cover neither each other nor points where there is room', () => {
    const points = [0, 1, 2, 3].map((index) => ({ x: 60 + 20 * index, y: 75, width: 40 }));
    const boxes = placeLabels(points, plot).map(({ x, y }, index) => ({
      x,
      y,
      width: points[index]?.width ?? 0,
    }));
    for (const [index, a] of boxes.entries()) {
      for (const b of boxes.slice(index + 1)) {
        assert.ok(Math.abs(a.y - b.y) >= 8 || a.x + a.width <= b.x || b.x + b.width <= a.x);
      }
      for (const { x, y } of points) assert.ok(Math.abs(a.y - y) >= 4 || x <= a.x || x >= a.x + a.width);
    }
  });
});

it('a scale places all values within [0, 1], in order', () => {
  const axis = { title: '', better: 'lower' as const, mayBeLogarithmic: true };
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e12, max: 1e12, noNaN: true }), { minLength: 1 }), (values) => {
      const scale = axisScale(axis, values);
      const places = values.toSorted((a, b) => a - b).map((value) => placeOn(scale, value));
      return places.every((place, index) => place >= 0 && place <= 1 && place >= (places[index - 1] ?? 0));
    }),
  );
});
