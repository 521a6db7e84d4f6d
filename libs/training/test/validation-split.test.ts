import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { splitForValidation } from '@blockqnn/training';
import fc from 'fast-check';

describe('validation split', () => {
  test('holds out the share of every class, rounded', () => {
    const labels = Uint16Array.from({ length: 100 }, (_, index) => (index < 70 ? 0 : 1));
    const { training, validation } = splitForValidation(labels, 0.1);
    assert.equal(training.length, 90);
    assert.deepEqual(
      [0, 1].map((label) => validation.filter((index) => labels[index] === label).length),
      [7, 3],
    );
  });

  test('puts every image on one side, ascending, and leaves no class with 2 images out of either', () => {
    fc.assert(
      fc.property(
        fc.uint16Array({ minLength: 2, maxLength: 200, max: 6 }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (labels, fraction) => {
          const counts = new Map<number, number>();
          for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
          fc.pre([...counts.values()].some((count) => count > 1));
          const { training, validation } = splitForValidation(labels, fraction);
          const both = [...training, ...validation].sort((a, b) => a - b);
          assert.deepEqual(both, [...labels.keys()]);
          for (const side of [training, validation]) {
            assert.deepEqual(
              [...side],
              [...side].sort((a, b) => a - b),
            );
            for (const [label, count] of counts) {
              if (count > 1)
                assert.ok(
                  side.some((index) => labels[index] === label),
                  `class ${label}`,
                );
            }
          }
        },
      ),
    );
  });

  test('is the same whenever it is made, and not just the first images', () => {
    const labels = new Uint16Array(50);
    const { validation } = splitForValidation(labels, 0.2);
    assert.deepEqual(splitForValidation(labels, 0.2).validation, validation);
    assert.notDeepEqual([...validation], [...Array(10).keys()]);
  });

  test('needs a class of 2 images', () => {
    assert.throws(() => splitForValidation(Uint16Array.of(0, 1, 2), 0.5), /2 images.*got 3/);
  });
});
