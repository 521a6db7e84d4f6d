import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { StrategyCurves, type ComparedEvaluation } from '@blockqnn/analysis';
import { evenlySpaced } from '../src/strategy-curves.js';

function curvesOf(evaluations: readonly ComparedEvaluation[], window = 2, maxPoints = 100) {
  const curves = new StrategyCurves(window);
  for (const evaluation of evaluations) curves.add(evaluation);
  return curves.curves(maxPoints);
}

const of = (search: string, ...accuracies: (number | null)[]) =>
  accuracies.map((accuracy, index) => ({
    ...{ strategy: 'random', search, accuracy },
    ...{ trial: index + 1, completeMs: 1000 * index },
  }));

describe('curves of strategies', () => {
  it('are best and mean over the searches that got so far, counted by hand', () => {
    const [curve] = curvesOf([...of('a', 0.25, 0.75, 0.5), ...of('b', 0.5, null)]);
    assert.deepEqual([curve?.searches, curve?.evaluations, curve?.failures], [2, 5, 1]);
    const points = curve?.points.map(({ evaluations, best, mean }) => [
      evaluations,
      [best.count, best.mean, best.minimum, best.maximum],
      [mean.count, mean.mean],
    ]);
    assert.deepEqual(points, [
      [1, [2, 0.375, 0.25, 0.5], [2, 0.375]],
      // a: best 0.75, mean of 0.25 and 0.75; b: a failure, so best 0.5, mean of 0.5 alone.
      [2, [2, 0.625, 0.5, 0.75], [2, 0.5]],
      // Only a got here; its window is 0.75 and 0.5.
      [3, [1, 0.75, 0.75, 0.75], [1, 0.625]],
    ]);
    assert.ok(Math.abs((curve?.points[0]?.best.standardDeviation ?? 0) - Math.sqrt(2) / 8) < 1e-15);
    assert.equal(curve?.points[2]?.best.standardDeviation, 0);
  });

  it('say of failures alone that there is no accuracy', () => {
    const [curve] = curvesOf(of('a', null, null, 0.5));
    assert.deepEqual(
      curve?.points.map(({ best, mean }) => [best.count, mean.count]),
      [
        [0, 0],
        [0, 0],
        [1, 1],
      ],
    );
  });

  it('keep strategies apart, also within a search that took in evaluations from elsewhere', () => {
    const curves = curvesOf([
      { strategy: 'random', search: 'a', trial: 1, completeMs: 1, accuracy: 0.1 },
      { strategy: '', search: 'a', trial: 2, completeMs: 2, accuracy: 0.9 },
      { strategy: 'random', search: 'a', trial: 3, completeMs: 3, accuracy: 0.2 },
    ]);
    assert.deepEqual(
      curves.map(({ strategy, evaluations, points }) => [strategy, evaluations, points.at(-1)?.best.mean]),
      [
        ['', 1, 0.9],
        ['random', 2, 0.2],
      ],
    );
  });

  it('go by completion, and at one time by trial, in whatever order evaluations come', () => {
    const placed = fc.record({
      trial: fc.constant(0),
      completeMs: fc.integer({ min: 0, max: 3 }),
      accuracy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(
        fc.array(placed, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
        (all, keys) => {
          const made = all
            .toSorted((one, two) => one.completeMs - two.completeMs)
            .map((each, index) => ({ ...each, strategy: '', search: 'a', trial: index + 1 }));
          const shuffled = made
            .map((each, index) => ({ each, key: keys[index] ?? 0 }))
            .sort((one, two) => one.key - two.key)
            .map(({ each }) => each);
          assert.deepEqual(curvesOf(shuffled), curvesOf(made));
        },
      ),
    );
    const [curve] = curvesOf([
      { strategy: '', search: 'a', trial: 3, completeMs: 20, accuracy: 0.9 },
      { strategy: '', search: 'a', trial: 2, completeMs: 10, accuracy: 0.5 },
      { strategy: '', search: 'a', trial: 1, completeMs: 10, accuracy: 0.1 },
    ]);
    assert.deepEqual(
      curve?.points.map(({ best }) => best.mean),
      [0.1, 0.5, 0.9],
    );
  });

  it('agree with computing every point anew', () => {
    const accuracies = fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(accuracies, fc.integer({ min: 1, max: 9 }), (all, window) => {
        const points = curvesOf(of('a', ...all), window)[0]?.points ?? [];
        for (const { evaluations, best, mean } of points) {
          const measured = all.slice(0, evaluations).filter((each) => each !== null);
          assert.equal(best.maximum, Math.max(0, ...measured));
          const recent = all
            .slice(Math.max(0, evaluations - window), evaluations)
            .filter((each) => each !== null);
          assert.equal(mean.count, recent.length === 0 ? 0 : 1);
          const expected =
            recent.length === 0 ? 0 : recent.reduce((sum, each) => sum + each, 0) / recent.length;
          assert.ok(Math.abs(mean.mean - expected) < 1e-12);
        }
      }),
    );
  });

  it('are thinned evenly, with the first and the last', () => {
    assert.deepEqual(evenlySpaced(5, 10), [1, 2, 3, 4, 5]);
    assert.deepEqual(evenlySpaced(101, 5), [1, 26, 51, 76, 101]);
    assert.deepEqual(evenlySpaced(9, 2), [1, 9]);
    assert.deepEqual(evenlySpaced(0, 10), []);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 2, max: 300 }), (last, count) => {
        const numbers = evenlySpaced(last, count);
        assert.deepEqual(
          [numbers[0], numbers.at(-1), new Set(numbers).size],
          [1, last, Math.min(last, count)],
        );
      }),
    );
  });
});
