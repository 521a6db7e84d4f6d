import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { liftOf, type TwoCounts } from '../src/lift.js';

/** Equal to six digits. */
const close = (actual: number, expected: number, what: string) => {
  assert.ok(
    Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected)),
    `${what}: ${String(actual)}`,
  );
};

const counts = fc
  .record({ top: fc.integer({ min: 1, max: 300 }), rest: fc.integer({ min: 1, max: 3000 }) })
  .chain(({ top, rest }) =>
    fc.record({
      top: fc.constant(top),
      rest: fc.constant(rest),
      inTop: fc.integer({ min: 0, max: top }),
      inRest: fc.integer({ min: 0, max: rest }),
    }),
  )
  .filter(({ inTop, inRest }) => inTop + inRest > 0);

describe('lift', () => {
  it('has the interval of the score interval of the ratio, as statsmodels 0.14 gives it', () => {
    // confint_proportions_2indep(compare="ratio", method="score", correction=False), through θ / (w θ + 1 − w).
    const cases: [
      inTop: number,
      top: number,
      inRest: number,
      rest: number,
      ...lift: [number, number, number],
    ][] = [
      [7, 34, 1, 34, 1.75, 1.099445, 1.9541028],
      [6, 10, 24, 90, 2, 1.0833248, 2.96002887],
      [3, 20, 0, 180, 10, 4.40889, 10],
      [0, 10, 30, 90, 0, 0, 0.86469757],
      [5, 10, 45, 90, 1, 0.4885971, 1.54436216],
    ];
    for (const [inTop, top, inRest, rest, value, low, high] of cases) {
      const lift = liftOf({ inTop, top, inRest, rest });
      const what = `${String(inTop)} of ${String(top)} and ${String(inRest)} of ${String(rest)}`;
      close(lift.value, value, what);
      close(lift.low, low, what);
      close(lift.high, high, what);
    }
  });

  it('ends where the likeliest pair of shares is 1.96 standard errors away', () => {
    // All of the top have it: solved by maximising the likelihood numerically.
    close(liftOf({ inTop: 10, top: 10, inRest: 40, rest: 90 }).low, 1.4861808, 'low');
  });

  it('is 1 without doubt where the top is all there is', () => {
    assert.deepEqual(liftOf({ inTop: 3, top: 7, inRest: 0, rest: 0 }), { value: 1, low: 1, high: 1 });
  });

  it('lies in its interval, which lies in what is possible', () => {
    fc.assert(
      fc.property(counts, (table) => {
        const { value, low, high } = liftOf(table);
        const most = (table.top + table.rest) / table.top;
        assert.ok(0 <= low && low <= value && value <= high && high <= most * (1 + 1e-12));
        assert.ok(low < high, 'an interval has a width, also where everybody has it');
      }),
    );
  });

  it('has a narrower interval the more blocks there are', () => {
    fc.assert(
      fc.property(counts, ({ inTop, top, inRest, rest }) => {
        const few = liftOf({ inTop, top, inRest, rest });
        const many = liftOf({ inTop: 9 * inTop, top: 9 * top, inRest: 9 * inRest, rest: 9 * rest });
        assert.ok(many.high - many.low < few.high - few.low);
      }),
    );
  });

  it('covers the truth in about 95 of 100 cases', () => {
    const random = uniform(7);
    const binomial = (of: number, share: number) =>
      Array.from({ length: of }, random).filter((each) => each < share).length;
    let covered = 0;
    let cases = 0;
    const [top, rest, shareTop, shareRest] = [20, 180, 0.4, 0.2];
    const truth = shareTop / ((top * shareTop + rest * shareRest) / (top + rest));
    while (cases < 4000) {
      const table: TwoCounts = {
        inTop: binomial(top, shareTop),
        top,
        inRest: binomial(rest, shareRest),
        rest,
      };
      const { low, high } = liftOf(table);
      if (low <= truth && truth <= high) covered += 1;
      cases += 1;
    }
    const share = covered / cases;
    assert.ok(share > 0.935 && share < 0.965, `covered ${String(share)}`);
  });
});

/** Seeded numbers in [0, 1) (Mulberry32). */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
