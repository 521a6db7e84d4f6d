import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timestampFromProto } from '@blockqnn/api';
import {
  createSearch,
  failure,
  getSearch,
  present,
  requestBlock,
  requestBlocks,
  submit,
  testController,
  until,
} from './test-controller.js';

const LEASE_MS = 60_000;

test('an expired lease goes to the next one who asks, and the old token is fenced off', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller);
  const first = await requestBlock(controller, name, 'slow');
  clock.advance(LEASE_MS - 1);
  assert.notEqual((await requestBlock(controller, name)).trial, first.trial, 'not yet');
  clock.advance(1);
  const second = await requestBlock(controller, name, 'quick');
  assert.equal(second.trial, first.trial);
  assert.deepEqual(second.block, first.block);
  assert.equal(second.seed, first.seed);
  assert.equal(second.attempt, 2);
  assert.notEqual(second.leaseToken, first.leaseToken);

  const { trial, leaseToken } = first;
  const calls = [
    client.reportProgress({ trial, leaseToken }),
    client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.9 } }),
    client.abandonTrial({ trial, leaseToken }),
  ];
  for (const error of await Promise.all(calls.map((call) => failure(call, 'FAILED_PRECONDITION')))) {
    assert.equal(error.reason, 'LEASE_LOST');
    assert.match(error.message, /handed out again \(attempt 2\)/);
  }
  const submitted = await submit(controller, second, 0.3);
  assert.equal(submitted.trial.worker, 'quick');
  assert.equal(submitted.trial.measurement?.accuracy, 0.3);
  const late = await failure(
    client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.3 } }),
    'FAILED_PRECONDITION',
  );
  assert.equal(late.reason, 'LEASE_LOST');
  assert.equal((await getSearch(controller, name)).succeededCount, 1);
});

test('reports extend the lease and replace epochs by their number', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  const { trial, leaseToken } = await requestBlock(controller, name);
  const report = (epochs: { number: number; accuracy: number }[]) =>
    client.reportProgress({ trial, leaseToken, epochs });
  for (let step = 0; step < 5; step += 1) {
    clock.advance(LEASE_MS - 1);
    const { leaseExpireTime, stop } = await report([]);
    assert.equal(timestampFromProto(leaseExpireTime), clock.now() + LEASE_MS);
    assert.equal(stop, false);
  }
  await report([
    { number: 2, accuracy: 0.2 },
    { number: 1, accuracy: 0.1 },
  ]);
  await report([
    { number: 3, accuracy: 0.3 },
    { number: 2, accuracy: 0.25 },
  ]);
  const [found] = (await client.listTrials({ parent: name })).trials;
  assert.deepEqual(
    found?.epochs.map(({ number, accuracy }) => [number, accuracy]),
    [
      [1, 0.1],
      [2, 0.25],
      [3, 0.3],
    ],
  );
  assert.equal(found.state, 'TRIAL_STATE_LEASED');
  assert.equal(timestampFromProto(found.leaseExpireTime), clock.now() + LEASE_MS);
  assert.deepEqual(await requestBlocks(controller, name), []);
});

test('epochs of a lost attempt are gone', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name);
  await client.reportProgress({ trial, leaseToken, epochs: [{ number: 1, accuracy: 0.1 }] });
  clock.advance(LEASE_MS);
  await requestBlock(controller, name);
  assert.deepEqual((await client.listTrials({ parent: name })).trials[0]?.epochs, []);
});

test('a result after expiry counts as long as nobody else got the block', async () => {
  await using controller = await testController({ sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const { name } = await createSearch(controller);
  const [one, two] = await requestBlocks(controller, name, 2);
  clock.advance(LEASE_MS);
  const states = async () => (await client.listTrials({ parent: name })).trials.map(({ state }) => state);
  await until(async () => (await states()).every((state) => state === 'TRIAL_STATE_PENDING'));
  await submit(controller, present(one));
  const { trial, leaseToken } = present(two);
  await client.reportProgress({ trial, leaseToken });
  assert.deepEqual(await states(), ['TRIAL_STATE_SUCCEEDED', 'TRIAL_STATE_LEASED']);
});

test('a block given back is handed out before new ones', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller);
  const { trial, leaseToken } = await requestBlock(controller, name, 'a');
  const given = await client.abandonTrial({ trial, leaseToken, reason: 'node is drained' });
  assert.equal(given.trial?.state, 'TRIAL_STATE_PENDING');
  assert.equal(given.trial.leaseExpireTime, null);
  assert.deepEqual(await client.abandonTrial({ trial, leaseToken }), given, 'giving back twice is no error');

  for (const call of [
    client.reportProgress({ trial, leaseToken }),
    client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } }),
  ]) {
    const error = await failure(call, 'FAILED_PRECONDITION');
    assert.equal(error.reason, 'LEASE_LOST');
    assert.match(error.message, /given back/);
  }
  const again = await requestBlock(controller, name, 'b');
  assert.equal(again.trial, trial);
  assert.equal(again.attempt, 2);
  await failure(client.abandonTrial({ trial, leaseToken }), 'FAILED_PRECONDITION');
});

test('the last attempt given back fails the trial with all reasons', async () => {
  await using controller = await testController();
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1, maxAttempts: 3 } });
  const first = await requestBlock(controller, name, 'a');
  await client.abandonTrial({ ...token(first), reason: 'out of disk' });
  await requestBlock(controller, name, 'b');
  clock.advance(LEASE_MS);
  const third = await requestBlock(controller, name, 'c');
  const { trial } = await client.abandonTrial(token(third));
  assert.equal(trial?.state, 'TRIAL_STATE_FAILED');
  assert.equal(trial.failure?.reason, 'FAILURE_REASON_ATTEMPTS_EXHAUSTED');
  assert.equal(
    trial.failure.message,
    'none of 3 attempts brought a result: 1 (a): out of disk; 2 (b): the lease expired; 3 (c): given back',
  );
  assert.equal(trial.attempt, 3);
  const search = await getSearch(controller, name);
  assert.equal(search.failedCount, 1);
  assert.equal(search.state, 'SEARCH_STATE_COMPLETED');
  assert.equal(search.bestTrial, null);
});

test('the last attempt that expires fails the trial without anybody asking', async () => {
  await using controller = await testController({ sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1, maxAttempts: 1 } });
  const { trial, leaseToken } = await requestBlock(controller, name);
  clock.advance(LEASE_MS);
  await until(async () => (await getSearch(controller, name)).state === 'SEARCH_STATE_COMPLETED');
  const error = await failure(
    client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5 } }),
    'FAILED_PRECONDITION',
  );
  assert.equal(error.reason, 'LEASE_LOST');
  assert.match(error.message, /failed as it was its last attempt/);
});

test('asking for blocks finds exhausted trials by itself and goes on with new ones', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 3, maxAttempts: 1 } });
  await requestBlocks(controller, name, 2);
  controller.clock.advance(LEASE_MS);
  const rest = await requestBlocks(controller, name, 3);
  assert.deepEqual(
    rest.map(({ trial }) => trial),
    [`${name}/trials/3`],
  );
  assert.equal((await getSearch(controller, name)).failedCount, 2);
});

test('a lease that came to life again was not lost', async () => {
  await using controller = await testController({ sweepIntervalMs: 10 });
  const { client, clock } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1, maxAttempts: 2 } });
  const first = await requestBlock(controller, name, 'a');
  clock.advance(LEASE_MS);
  const state = async () => (await client.listTrials({ parent: name })).trials[0]?.state;
  await until(async () => (await state()) === 'TRIAL_STATE_PENDING');
  await client.reportProgress(token(first));
  await client.abandonTrial({ ...token(first), reason: 'tired' });
  const second = await requestBlock(controller, name, 'b');
  const { trial } = await client.abandonTrial({ ...token(second), reason: 'tired too' });
  assert.equal(
    trial?.failure?.message,
    'none of 2 attempts brought a result: 1 (a): tired; 2 (b): tired too',
  );
});

function token({ trial, leaseToken }: { trial: string; leaseToken: string }) {
  return { trial, leaseToken };
}
