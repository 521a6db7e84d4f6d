import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochFromJson } from '@blockqnn/events';
import { curveText } from '../../../evaluator/src/trainings/curve-text.js';
import { temporaryFolder, testRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

test('takes the curve that an evaluator writes, in which every figure stands', async (t) => {
  const figures = { accuracy: 0.5, loss: 1.25, trainingAccuracy: 0.75, learningRate: 1e-7 };
  const text = curveText([1, 2].map((number) => ({ number, ...figures, seconds: 61.5 })));
  const epochs = text.trimEnd().split('\n').map(epochFromJson);
  assert.deepEqual(
    epochs.map(({ number, duration, ...rest }) => [number, duration, rest]),
    [1, 2].map((number) => [number, { seconds: 61, nanos: 500_000_000 }, figures]),
  );
  await using registry = await testRegistry(await temporaryFolder(t));
  await uploadFile(registry, 'curves', Buffer.from(text));
});
