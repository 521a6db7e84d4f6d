import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { adjustedPValues } from '../src/adjusted-p-values.js';
import { fisherTest } from '../src/fisher.js';
import { differenceFromAll } from '../src/welch.js';

const near = (actual: number, expected: number) => {
  assert.ok(
    Math.abs(actual - expected) <= 1e-6 * Math.abs(expected),
    `${String(actual)}, not ${String(expected)}`,
  );
};

describe('exact test of a trait', () => {
  it("gives SciPy's p values", () => {
    near(fisherTest({ inTop: 7, top: 34, inRest: 1, rest: 34 }), 0.05440013049506567);
    near(fisherTest({ inTop: 10, top: 10, inRest: 40, rest: 90 }), 0.0011868393451716578);
    near(fisherTest({ inTop: 900, top: 100_000, inRest: 6000, rest: 900_000 }), 4.3560237664500995e-16);
  });

  it('of the lady tasting tea: 34 of 70 tables for three cups right, 2 of 70 for four', () => {
    near(fisherTest({ inTop: 3, top: 4, inRest: 1, rest: 4 }), 34 / 70);
    near(fisherTest({ inTop: 4, top: 4, inRest: 0, rest: 4 }), 2 / 70);
  });

  it('agrees with counting tables in whole numbers', () => {
    const table = fc
      .record({ top: fc.integer({ min: 1, max: 40 }), rest: fc.integer({ min: 0, max: 60 }) })
      .chain(({ top, rest }) =>
        fc.record({
          top: fc.constant(top),
          rest: fc.constant(rest),
          inTop: fc.nat(top),
          inRest: fc.nat(rest),
        }),
      );
    fc.assert(
      fc.property(table, ({ inTop, top, inRest, rest }) => {
        const ways = (count: number) => choose(top, count) * choose(rest, inTop + inRest - count);
        let asUnlikely = 0n;
        let all = 0n;
        for (let count = 0; count <= inTop + inRest; count += 1) {
          all += ways(count);
          if (ways(count) <= ways(inTop)) asUnlikely += ways(count);
        }
        const exact = Number(asUnlikely) / Number(all);
        const p = fisherTest({ inTop, top, inRest, rest });
        assert.ok(Math.abs(p - exact) <= 1e-9 + 1e-6 * exact, `${String(p)}, not ${String(exact)}`);
      }),
    );
  });

  it('does not fail where likelihoods are too small for a number', () => {
    assert.equal(fisherTest({ inTop: 100_000, top: 100_000, inRest: 0, rest: 900_000 }), 0);
  });
});

describe('adjusted p values', () => {
  it('are those of statsmodels', () => {
    const adjusted = adjustedPValues([0.01, 0.04, 0.03, 0.5, 0.005]);
    for (const [index, expected] of [0.025, 0.05, 0.05, 0.5, 0.025].entries())
      near(adjusted[index] ?? 0, expected);
  });

  it('are no smaller than the plain ones, keep their order, and do nothing to a single one', () => {
    assert.deepEqual(adjustedPValues([]), []);
    assert.deepEqual(adjustedPValues([0.3]), [0.3]);
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1 }), (plain) => {
        const adjusted = adjustedPValues(plain);
        for (const [one, p] of plain.entries()) {
          assert.ok((adjusted[one] ?? 0) >= p && (adjusted[one] ?? 0) <= 1);
          for (const [two, q] of plain.entries())
            if (p < q) assert.ok((adjusted[one] ?? 0) <= (adjusted[two] ?? 0));
        }
      }),
    );
  });
});

describe('difference of means', () => {
  const top = { count: 4, mean: 6.5, standardDeviation: Math.sqrt(5 / 3) }; // 5 6 7 8
  const rest = { count: 6, mean: 3.5, standardDeviation: Math.sqrt(8.3) }; // 1 2 4 3 2 9

  it("is SciPy's Welch test, taken from top against rest to top against all", () => {
    const difference = differenceFromAll(top, rest);
    // All together: mean 4.7, which is 1.8 below the top; SciPy's interval of the 3 is -0.1418 to 6.1418.
    near(difference.value, 1.8);
    near(difference.low, 0.6 * -0.14180136229808715);
    near(difference.high, 0.6 * 6.141801362298088);
    near(difference.pValue, 0.058628245532169686);
  });

  it('has no interval where a group is too small for one, or nothing varies', () => {
    const single = { count: 1, mean: 6, standardDeviation: 0 };
    assert.deepEqual(differenceFromAll(single, rest), {
      value: (6 / 7) * 2.5,
      low: (6 / 7) * 2.5,
      high: (6 / 7) * 2.5,
      pValue: 1,
    });
    const nobody = { count: 0, mean: 0, standardDeviation: 0 };
    assert.deepEqual(differenceFromAll(top, nobody), { value: 0, low: 0, high: 0, pValue: 1 });
    const alike = { count: 5, mean: 2, standardDeviation: 0 };
    assert.deepEqual(differenceFromAll(alike, alike), { value: 0, low: 0, high: 0, pValue: 1 });
  });
});

function choose(of: number, count: number): bigint {
  if (count < 0 || count > of) return 0n;
  let ways = 1n;
  for (let factor = 1; factor <= count; factor += 1)
    ways = (ways * BigInt(of - count + factor)) / BigInt(factor);
  return ways;
}
