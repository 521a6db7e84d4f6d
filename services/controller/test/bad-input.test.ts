import assert from 'node:assert/strict';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import fc from 'fast-check';
import { RpcError } from '@blockqnn/rpc';
import { createSearch, present, requestBlock, searchSpec, testController } from './test-controller.js';

const numbers = fc.oneof(
  fc.constantFrom(0, -1, 1, NaN, Infinity, -Infinity, 0.5, 2 ** 31 - 1, -(2 ** 31), 2 ** 32, 1e308, -0),
  fc.integer(),
  fc.double(),
);
const int32 = fc.oneof(fc.constantFrom(0, -1, 1, 100, 101, 2 ** 31 - 1, -(2 ** 31)), fc.integer());
const int64 = fc.oneof(
  int32,
  fc.maxSafeInteger(),
  fc.constantFrom('9223372036854775807', '-9223372036854775808', '4294967295'),
);
const text = fc.oneof(
  fc.constantFrom(
    '',
    '-',
    'searches/-',
    'searches/',
    'procedural',
    'a\0b',
    '%s',
    '../..',
    "'; drop table trial;--",
  ),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 1500 }),
);
/** A message with some of its fields, and any of them null. */
function message(fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return fc.option(fc.record(fields, { requiredKeys: [] }), { freq: 10 });
}
const duration = message({ seconds: int64, nanos: int32 });
const epoch = fc.record(
  {
    number: int32,
    accuracy: numbers,
    loss: numbers,
    trainingAccuracy: numbers,
    learningRate: numbers,
    duration,
  },
  { requiredKeys: [] },
);
const epochs = fc.array(epoch, { maxLength: 5 });
const measurement = message({
  accuracy: numbers,
  epochs,
  duration,
  device: text,
  restarts: int32,
  weightsSha256: text,
});
const failureMessage = message({ reason: fc.integer({ min: -1, max: 9 }), message: text });
const spec = message({
  displayName: text,
  strategy: fc.integer({ min: -1, max: 4 }),
  seed: int64,
  dataset: text,
  stack: message({
    input: message({ height: int32, width: int32, channels: int32 }),
    stem: message({ filters: int32, kernel: int32, stride: int32, pooling: fc.boolean() }),
    stages: fc.array(fc.record({ repeats: int32, filters: int32 }, { requiredKeys: [] }), { maxLength: 12 }),
    classes: int32,
  }),
  recipe: message({
    epochs: int32,
    batchSize: int32,
    learningRate: numbers,
    decayFactor: numbers,
    decayEpochs: int32,
    restartFactor: numbers,
    maxRestarts: int32,
    validationFraction: numbers,
    cropPadding: int32,
    horizontalFlip: fc.boolean(),
  }),
  rewardWeights: message({ mu: numbers, rho: numbers }),
  budget: message({ maxEvaluations: int32, maxAttempts: int32 }),
  limits: message({ maxFlops: int64, maxParameters: int64, maxActivationBytes: int64 }),
  maxLayers: int32,
  leaseDuration: duration,
});

/** Codes that a bad request may get; never INTERNAL or UNKNOWN. */
const ALLOWED = new Set([
  status.INVALID_ARGUMENT,
  status.NOT_FOUND,
  status.FAILED_PRECONDITION,
  status.ALREADY_EXISTS,
]);

test('whatever is sent to whichever RPC, the answer is a clear one and the service lives', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1000 } });
  const { trial, leaseToken } = await requestBlock(controller, name);
  const names = fc.oneof(
    text,
    fc.constantFrom(name, `${name}/trials/1`, `${name}/trials/2`, `${name}/trials/0`),
  );
  const trials = fc.oneof(names, fc.constant(trial));
  const tokens = fc.oneof(text, fc.constant(leaseToken));

  const requests = {
    createSearch: fc.record({ spec, requestId: text }, { requiredKeys: [] }),
    getSearch: fc.record({ name: names }),
    listSearches: fc.record({ pageSize: int32, pageToken: text }, { requiredKeys: [] }),
    pauseSearch: fc.record({ name: names }),
    resumeSearch: fc.record({ name: names }),
    requestBlocks: fc.record(
      {
        search: names,
        count: int32,
        worker: text,
        datasets: fc.array(text, { maxLength: 3 }),
        requestId: text,
      },
      { requiredKeys: [] },
    ),
    reportProgress: fc.record({ trial: trials, leaseToken: tokens, epochs }, { requiredKeys: [] }),
    submitReward: fc.record(
      { trial: trials, leaseToken: tokens, measurement, failure: failureMessage },
      { requiredKeys: [] },
    ),
    abandonTrial: fc.record({ trial: trials, leaseToken: tokens, reason: text }, { requiredKeys: [] }),
    listTrials: fc.record({ parent: names, pageSize: int32, pageToken: text }, { requiredKeys: [] }),
  };
  for (const [method, request] of Object.entries(requests)) {
    const call = client[method as keyof typeof requests] as (request: unknown) => Promise<unknown>;
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        const error: unknown = await call(sent).then(
          () => undefined,
          (reason: unknown) => reason,
        );
        if (error === undefined) return;
        assert.ok(error instanceof RpcError, method);
        assert.ok(ALLOWED.has(error.code), `${method}: ${status[error.code]}: ${error.message}`);
        assert.notEqual(error.message, '');
      }),
      { numRuns: 150 },
    );
  }
  assert.equal((await client.getSearch({ name })).search?.name, name);
  assert.equal((await client.requestBlocks({ search: name, count: 1, worker: 'w' })).assignments.length, 1);
});

test('a specification that is accepted can be searched', async () => {
  await using controller = await testController();
  const { client } = controller;
  const valid = fc.record({
    stack: fc.record({
      input: fc.record({
        height: fc.integer({ min: 4, max: 64 }),
        width: fc.integer({ min: 4, max: 64 }),
        channels: fc.integer({ min: 1, max: 4 }),
      }),
      stem: fc.record({
        filters: fc.integer({ min: 1, max: 64 }),
        kernel: fc.constantFrom(1, 3, 5, 7),
        stride: fc.constantFrom(1, 2),
        pooling: fc.boolean(),
      }),
      stages: fc.array(
        fc.record({ repeats: fc.integer({ min: 1, max: 4 }), filters: fc.integer({ min: 1, max: 4096 }) }),
        { minLength: 1, maxLength: 4 },
      ),
      classes: fc.integer({ min: 2, max: 100_000 }),
    }),
    strategy: fc.constantFrom('STRATEGY_KIND_Q_LEARNING' as const, 'STRATEGY_KIND_RANDOM' as const),
    seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    maxLayers: fc.integer({ min: 0, max: 23 }),
    rewardWeights: fc.record({
      mu: fc.double({ min: 0, max: 100, noNaN: true }),
      rho: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
  });
  await fc.assert(
    fc.asyncProperty(valid, async (chosen) => {
      const { search } = await client
        .createSearch({ spec: searchSpec({ ...chosen, budget: { maxEvaluations: 2 } }) })
        .catch((error: unknown) => {
          assert.ok(error instanceof RpcError && error.code === status.INVALID_ARGUMENT);
          assert.match(error.message, /^spec\.stack/);
          return { search: null };
        });
      if (search === null) return;
      const { assignments } = await client.requestBlocks({ search: search.name, count: 2, worker: 'w' });
      for (const assignment of assignments) {
        const answer = await client.submitReward({
          trial: assignment.trial,
          leaseToken: assignment.leaseToken,
          measurement: { accuracy: 1 },
        });
        assert.ok(Number.isFinite(present(answer.trial).reward));
      }
    }),
    { numRuns: 60 },
  );
});
