import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawStructure } from '@blockqnn/plots';
import fc from 'fast-check';
import { liftAxis } from '../src/lift-axis.js';
import { shareInterval } from '../src/share-interval.js';
import { structureData } from './figures.js';
import { countColour, elements, readSvg, textsOf } from './svg-reading.js';

describe('the figure of structure', () => {
  it('has a row for each trait, below the titles of their groups', async () => {
    const texts = textsOf((await drawStructure(structureData)).svg);
    for (const text of [
      'layers',
      'conv',
      'add',
      'max',
      'links',
      'conv > add',
      'share of blocks (%)',
      'lift',
      'top 20 blocks',
      'all 200',
    ])
      assert.ok(texts.includes(text), text);
  });

  it('tells findings from what may be chance: filled points and rings', async () => {
    const { svg } = await drawStructure(structureData);
    const rings = elements(readSvg(svg)).filter(
      ({ attributes }) => attributes['fill'] === '#ffffff' && attributes['stroke'] === '#0072b2',
    );
    // One trait and the key.
    assert.equal(rings.length, 2);
    // Four shares, three lifts, the key.
    assert.equal(countColour(svg, 'fill', '#0072b2'), 8);
  });

  it('shows one block', async () => {
    const trait = {
      name: 'conv',
      topCount: 1,
      allShare: 1,
      lift: 1,
      liftLow: 1,
      liftHigh: 1,
      adjustedPValue: 1,
    };
    const { svg } = await drawStructure({
      topBlocks: 1,
      allBlocks: 1,
      groups: [{ title: 'layers', traits: [trait] }],
    });
    assert.ok(textsOf(svg).includes('top block'));
  });
});

describe("Wilson's interval", () => {
  it('is that of the literature', () => {
    const rounded = ([low, high]: readonly [number, number]) => [low.toFixed(4), high.toFixed(4)];
    assert.deepEqual(rounded(shareInterval(81, 263)), ['0.2553', '0.3662']);
    assert.deepEqual(rounded(shareInterval(0, 20)), ['0.0000', '0.1611']);
    assert.deepEqual(rounded(shareInterval(20, 20)), ['0.8389', '1.0000']);
  });

  it('holds the share, within [0, 1]', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (of, share) => {
          const count = Math.floor(share * of);
          const [low, high] = shareInterval(count, of);
          return low >= 0 && low <= count / of + 1e-9 && high >= count / of - 1e-9 && high <= 1;
        },
      ),
    );
  });
});

it('the axis of lifts holds 1 and has ticks, whatever the lifts', () => {
  const lift = fc.double({ min: 0, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.record({ lift, liftLow: lift, liftHigh: lift })), (lifts) => {
      const { domain, values } = liftAxis(lifts);
      return domain[0] > 0 && domain[0] < 1 && domain[1] > 1 && values.includes(1) && values.length > 1;
    }),
  );
});
