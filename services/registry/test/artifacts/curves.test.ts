import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epochFromJson } from '@blockqnn/events';
import { temporaryFolder, testRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

/** As an evaluator writes it, whose own test says so. */
const LINE =
  '{"number":1,"accuracy":0.5,"loss":1.25,"trainingAccuracy":0.75,"learningRate":1e-7,"duration":"61.500s"}';

test('takes the curve that an evaluator writes, in which every figure stands', async (t) => {
  assert.deepEqual(epochFromJson(LINE), {
    ...{ number: 1, accuracy: 0.5, loss: 1.25, trainingAccuracy: 0.75, learningRate: 1e-7 },
    duration: { seconds: 61, nanos: 500_000_000 },
  });
  await using registry = await testRegistry(await temporaryFolder(t));
  await uploadFile(registry, 'curves', Buffer.from(`${LINE}\n`));
});
