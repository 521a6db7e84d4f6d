import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  accuracyOf,
  createSearch,
  failure,
  requestBlock,
  requestBlocks,
  runToEnd,
  submit,
  testController,
} from './test-controller.js';

test('searches are paged newest first, each with its best trial', async () => {
  await using controller = await testController();
  const names: string[] = [];
  for (let number = 0; number < 5; number += 1) {
    const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 + number } });
    names.unshift(name);
    await runToEnd(controller, name, accuracyOf);
  }
  const seen: string[] = [];
  let pageToken = '';
  do {
    const page = await controller.client.listSearches({ pageSize: 2, pageToken });
    assert.ok(page.searches.length <= 2);
    for (const { name, bestTrial } of page.searches) {
      seen.push(name);
      assert.ok(bestTrial?.name.startsWith(`${name}/trials/`));
    }
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
  assert.deepEqual(seen, names);
});

test('trials are paged in the order they were made', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 60 } });
  await requestBlocks(controller, name, 60);
  const first = await controller.client.listTrials({ parent: name });
  assert.equal(first.trials.length, 50);
  const second = await controller.client.listTrials({ parent: name, pageToken: first.nextPageToken });
  assert.equal(second.trials.length, 10);
  assert.equal(second.nextPageToken, '');
  assert.deepEqual(
    [...first.trials, ...second.trials].map((trial) => trial.name),
    Array.from({ length: 60 }, (_, index) => `${name}/trials/${index + 1}`),
  );
});

test('a page with very many epochs ends early', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 30 } });
  const epochs = Array.from({ length: 1000 }, (_, index) => ({ number: index + 1 }));
  for (let number = 0; number < 30; number += 1) {
    const { trial, leaseToken } = await requestBlock(controller, name);
    await controller.client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5, epochs } });
  }
  const first = await controller.client.listTrials({ parent: name, pageSize: 1000 });
  assert.equal(first.trials.length, 20);
  const second = await controller.client.listTrials({
    parent: name,
    pageSize: 1000,
    pageToken: first.nextPageToken,
  });
  assert.equal(second.trials.length, 10);
});

test('a page of searches whose best trials have very many epochs ends early', async () => {
  await using controller = await testController();
  const epochs = Array.from({ length: 2000 }, (_, index) => ({ number: index + 1 }));
  for (let number = 0; number < 12; number += 1) {
    const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
    const { trial, leaseToken } = await requestBlock(controller, name);
    await controller.client.submitReward({ trial, leaseToken, measurement: { accuracy: 0.5, epochs } });
  }
  const first = await controller.client.listSearches({ pageSize: 1000 });
  assert.equal(first.searches.length, 10);
  const second = await controller.client.listSearches({ pageSize: 1000, pageToken: first.nextPageToken });
  assert.equal(second.searches.length, 2);
  assert.equal(second.nextPageToken, '');
});

test('page sizes out of range and tokens of anything else are refused', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 9 } });
  const other = await createSearch(controller);
  const assignments = await requestBlocks(controller, name, 9);
  for (const assignment of assignments) await submit(controller, assignment);
  const { nextPageToken } = await client.listTrials({ parent: name, pageSize: 1 });
  const { nextPageToken: ofSearches } = await client.listSearches({ pageSize: 1 });
  for (const pageSize of [-1, 1001]) {
    const error = await failure(client.listTrials({ parent: name, pageSize }), 'INVALID_ARGUMENT');
    assert.deepEqual(error.violations, [
      { field: 'page_size', description: 'must be a whole number from 0 to 1000' },
    ]);
    await failure(client.listSearches({ pageSize }), 'INVALID_ARGUMENT');
  }
  for (const pageToken of ['x', ofSearches, `${nextPageToken}=`, ' ', 'ä', 'dHJpYWxz']) {
    const error = await failure(client.listTrials({ parent: name, pageToken }), 'INVALID_ARGUMENT');
    assert.equal(error.violations[0]?.field, 'page_token');
  }
  await failure(client.listTrials({ parent: other.name, pageToken: nextPageToken }), 'INVALID_ARGUMENT');
  await failure(client.listSearches({ pageToken: nextPageToken }), 'INVALID_ARGUMENT');
});
