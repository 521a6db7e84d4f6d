import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { channelsFirstKernel, transposed } from '../src/channels-first.js';

test('a kernel of 1×2 positions, 2 inputs and 3 outputs, number by number', () => {
  // [height, width, in, out]: at each position the outputs of the first input, then of the second.
  const data = Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  assert.deepEqual(channelsFirstKernel({ shape: [1, 2, 2, 3], data }), {
    shape: [3, 2, 1, 2],
    data: Float32Array.of(0, 6, 3, 9, 1, 7, 4, 10, 2, 8, 5, 11),
  });
});

test('a dense kernel is transposed', () => {
  const data = Float32Array.of(0, 1, 2, 3, 4, 5);
  assert.deepEqual(transposed({ shape: [2, 3], data }), {
    shape: [3, 2],
    data: Float32Array.of(0, 3, 1, 4, 2, 5),
  });
});

test('every value goes to its place, however many outputs there are', () => {
  const shapes = fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 40 }),
  );
  fc.assert(
    fc.property(shapes, ([height, width, inputs, outputs]) => {
      const data = Float32Array.from({ length: height * width * inputs * outputs }, (_, index) => index);
      const { data: turned } = channelsFirstKernel({ shape: [height, width, inputs, outputs], data });
      let index = 0;
      for (let position = 0; position < height * width; position += 1) {
        for (let input = 0; input < inputs; input += 1) {
          for (let output = 0; output < outputs; output += 1) {
            assert.equal(turned[(output * inputs + input) * height * width + position], index);
            index += 1;
          }
        }
      }
    }),
  );
});
