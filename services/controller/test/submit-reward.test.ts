import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ControllerMethods } from '@blockqnn/api';
import {
  createSearch,
  failure,
  getSearch,
  present,
  requestBlock,
  submit,
  testController,
} from './test-controller.js';

type Result = Omit<ControllerMethods['submitReward']['requestInput'], 'trial' | 'leaseToken'>;

test('a measurement comes back as it was sent', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name, 'node-7');
  controller.clock.advance(1000);
  const measurement = {
    accuracy: 0.625,
    epochs: [
      {
        number: 1,
        accuracy: 0.5,
        loss: 1.25,
        trainingAccuracy: 0.4,
        learningRate: 0.001,
        duration: { seconds: 2 },
      },
      {
        number: 2,
        accuracy: 0.625,
        loss: 0.75,
        trainingAccuracy: 0.6,
        learningRate: 0.001,
        duration: { nanos: 500_000_000 },
      },
    ],
    duration: { seconds: 2, nanos: 500_000_000 },
    device: 'wasm, 1 thread',
    restarts: 1,
    weightsSha256: 'ab'.repeat(32),
  };
  const answer = await controller.client.submitReward({ trial, leaseToken, measurement });
  const found = present(answer.trial);
  assert.equal(found.state, 'TRIAL_STATE_SUCCEEDED');
  assert.equal(found.worker, 'node-7');
  assert.equal(found.leaseExpireTime, null);
  assert.equal(found.failure ?? null, null);
  const received = present(found.measurement);
  assert.equal(received.accuracy, 0.625);
  assert.equal(received.device, 'wasm, 1 thread');
  assert.equal(received.restarts, 1);
  assert.equal(received.weightsSha256, 'ab'.repeat(32));
  assert.deepEqual({ ...received.duration }, { seconds: 2, nanos: 500_000_000 });
  assert.deepEqual(
    received.epochs.map(({ number, loss, duration }) => [number, loss, { ...duration }]),
    [
      [1, 1.25, { seconds: 2, nanos: 0 }],
      [2, 0.75, { seconds: 0, nanos: 500_000_000 }],
    ],
  );
});

test('the same result again gets the same answer, another one is ALREADY_EXISTS', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller);
  const first = await requestBlock(controller, name);
  const second = await requestBlock(controller, name);
  const request = { trial: first.trial, leaseToken: first.leaseToken, measurement: { accuracy: 0.4 } };
  const answer = await client.submitReward(request);
  assert.equal(answer.best, true);
  await submit(controller, second, 0.99);
  assert.deepEqual(await client.submitReward(request), answer, 'also when another trial is the best by now');
  assert.equal((await getSearch(controller, name)).succeededCount, 2);

  const others: Result[] = [
    { measurement: { accuracy: 0.41 } },
    { measurement: { accuracy: 0.4, device: 'other' } },
    { failure: { reason: 'FAILURE_REASON_DIVERGED' } },
  ];
  for (const other of others) {
    const error = await failure(
      client.submitReward({ ...request, measurement: null, ...other }),
      'ALREADY_EXISTS',
    );
    assert.equal(error.reason, 'RESULT_DIFFERS');
    assert.match(error.message, /another result already: accuracy 0.4/);
  }
  assert.equal((await getSearch(controller, name)).succeededCount, 2);
});

test('of equal rewards all are the best, and the first one stays so', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { rewardWeights: { mu: 0, rho: 0 } });
  const first = await submit(controller, await requestBlock(controller, name), 0.5);
  const second = await submit(controller, await requestBlock(controller, name), 0.5);
  assert.deepEqual([first.trial.reward, first.best, second.trial.reward, second.best], [50, true, 50, true]);
  assert.equal((await getSearch(controller, name)).bestTrial?.name, first.trial.name);
});

test('the same result many times at once counts once', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller);
  const assignment = await requestBlock(controller, name);
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(controller, assignment, 0.7)));
  for (const answer of answers) assert.deepEqual(answer, answers[0]);
  assert.equal((await getSearch(controller, name)).succeededCount, 1);
});

test('failures count as accuracy 0 and are never the best', async () => {
  await using controller = await testController();
  const { client } = controller;
  const reasons = ['DIVERGED', 'INFEASIBLE', 'OUT_OF_MEMORY', 'TIMED_OUT'] as const;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: reasons.length + 1 } });
  for (const reason of reasons) {
    const { trial, leaseToken } = await requestBlock(controller, name);
    const answer = await client.submitReward({
      trial,
      leaseToken,
      failure: { reason: `FAILURE_REASON_${reason}`, message: 'so\nit goes' },
    });
    const found = present(answer.trial);
    assert.equal(found.state, 'TRIAL_STATE_FAILED');
    assert.equal(found.failure?.reason, `FAILURE_REASON_${reason}`);
    assert.equal(found.failure.message, 'so\nit goes');
    const expected =
      -Math.log(present(found.figures).flops / 1e6) - 8 * Math.log(present(found.block).density);
    assert.ok(Math.abs(found.reward - expected) < 1e-9);
    assert.equal(answer.best, false);
  }
  assert.equal((await getSearch(controller, name)).bestTrial, null);
  const { trial } = await submit(controller, await requestBlock(controller, name), 0);
  const search = await getSearch(controller, name);
  assert.equal(search.failedCount, reasons.length);
  assert.equal(search.bestTrial?.name, trial.name);
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
});

test('what cannot be a result is refused by field, and the trial stays open', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name);
  const results: readonly [string, Result][] = [
    ['outcome', {}],
    ['measurement.accuracy', { measurement: { accuracy: NaN } }],
    ['measurement.accuracy', { measurement: { accuracy: Infinity } }],
    ['measurement.accuracy', { measurement: { accuracy: -0.01 } }],
    ['measurement.accuracy', { measurement: { accuracy: 1.01 } }],
    ['measurement.accuracy', { measurement: { accuracy: 62.5 } }],
    ['measurement.duration', { measurement: { accuracy: 0.5, duration: { seconds: -1 } } }],
    ['measurement.device', { measurement: { accuracy: 0.5, device: 'x'.repeat(201) } }],
    ['measurement.restarts', { measurement: { accuracy: 0.5, restarts: 21 } }],
    ['measurement.weights_sha256', { measurement: { accuracy: 0.5, weightsSha256: 'AB'.repeat(32) } }],
    [
      'measurement.epochs[1].loss',
      { measurement: { accuracy: 0.5, epochs: [{ number: 1 }, { number: 2, loss: NaN }] } },
    ],
    ['measurement.epochs[0].number', { measurement: { accuracy: 0.5, epochs: [{ number: 0 }] } }],
    ['failure.reason', { failure: {} }],
    ['failure.reason', { failure: { reason: 'FAILURE_REASON_CRASHED' } }],
    ['failure.reason', { failure: { reason: 'FAILURE_REASON_ATTEMPTS_EXHAUSTED' } }],
    ['failure.reason', { failure: { reason: 99 as never } }],
    ['failure.message', { failure: { reason: 'FAILURE_REASON_DIVERGED', message: 'x'.repeat(1001) } }],
    ['failure.message', { failure: { reason: 'FAILURE_REASON_DIVERGED', message: 'a\0b' } }],
  ];
  for (const [field, result] of results) {
    const error = await failure(client.submitReward({ trial, leaseToken, ...result }), 'INVALID_ARGUMENT');
    assert.deepEqual(
      error.violations.map((violation) => violation.field),
      [field],
    );
  }
  const all = await failure(client.submitReward({ trial: 'x', leaseToken: '' }), 'INVALID_ARGUMENT');
  assert.deepEqual(
    all.violations.map(({ field }) => field),
    ['trial', 'lease_token', 'outcome'],
  );
  const crashed = await failure(
    client.submitReward({ trial, leaseToken, failure: { reason: 'FAILURE_REASON_CRASHED' } }),
    'INVALID_ARGUMENT',
  );
  assert.match(crashed.message, /AbandonTrial/);
  assert.equal((await getSearch(controller, name)).openCount, 1);
});

test('progress with bad epochs is refused by field', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name);
  const error = await failure(
    controller.client.reportProgress({
      trial,
      leaseToken,
      epochs: [{ number: 1, accuracy: NaN, loss: Infinity, duration: { seconds: -1 } }],
    }),
    'INVALID_ARGUMENT',
  );
  assert.deepEqual(
    error.violations.map(({ field }) => field),
    ['epochs[0].accuracy', 'epochs[0].loss', 'epochs[0].duration'],
  );
});

test('a reason for giving back has to be text of bounded length', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name);
  const error = await failure(
    controller.client.abandonTrial({ trial, leaseToken, reason: 'x'.repeat(1001) }),
    'INVALID_ARGUMENT',
  );
  assert.equal(error.violations[0]?.field, 'reason');
});
