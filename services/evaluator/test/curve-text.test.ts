import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curveText } from '../src/trainings/curve-text.js';

test('a curve is its epochs in the proto3 JSON mapping, one a line', () => {
  const figures = { accuracy: 0.5, loss: 1.25, trainingAccuracy: 0.75, learningRate: 1e-7, seconds: 61.5 };
  assert.equal(
    curveText([1, 2].map((number) => ({ number, ...figures }))),
    [1, 2]
      .map(
        (number) =>
          `{"number":${number},"accuracy":0.5,"loss":1.25,"trainingAccuracy":0.75,"learningRate":1e-7,"duration":"61.500s"}\n`,
      )
      .join(''),
  );
});
