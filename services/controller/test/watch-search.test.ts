import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ControllerMethods } from '@blockqnn/api';
import { ChangeFeed } from '../src/change-feed.js';
import {
  createSearch,
  failure,
  present,
  requestBlock,
  requestBlocks,
  submit,
  testController,
} from './test-controller.js';

type Response = ControllerMethods['watchSearch']['response'];

/** One word for each change. */
function told({ search, trial }: Response): string {
  if (search)
    return `search ${search.state.replace('SEARCH_STATE_', '')} ${search.succeededCount}/${search.openCount}`;
  const { name, state, epochs } = present(trial);
  return `trial ${name.split('/')[3] ?? ''} ${state.replace('TRIAL_STATE_', '')} ${epochs.length}`;
}

test('a watcher sees what is there, then every change, until the search is completed', async () => {
  await using controller = await testController();
  const { client } = controller;
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 3 } });
  await submit(controller, await requestBlock(controller, name));
  const second = await requestBlock(controller, name);
  const changes = client.watchSearch({ name })[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const result = await changes.next();
    return result.done === true ? 'end' : told(result.value);
  };
  assert.equal(await next(), 'search RUNNING 1/1');
  assert.equal(await next(), 'trial 2 LEASED 0', 'completed trials are in the counters');

  await client.reportProgress({
    trial: second.trial,
    leaseToken: second.leaseToken,
    epochs: [{ number: 1 }],
  });
  assert.equal(await next(), 'trial 2 LEASED 1');
  const third = await requestBlock(controller, name);
  assert.equal(await next(), 'trial 3 LEASED 0');
  assert.equal(await next(), 'search RUNNING 1/2');
  await client.abandonTrial({ trial: third.trial, leaseToken: third.leaseToken });
  assert.equal(await next(), 'trial 3 PENDING 0');
  await client.pauseSearch({ name });
  assert.equal(await next(), 'search PAUSED 1/2');
  await client.resumeSearch({ name });
  assert.equal(await next(), 'search RUNNING 1/2');
  await submit(controller, second);
  assert.equal(await next(), 'trial 2 SUCCEEDED 1');
  assert.equal(await next(), 'search RUNNING 2/1');
  const again = await requestBlock(controller, name);
  assert.equal(await next(), 'trial 3 LEASED 0');
  await submit(controller, again);
  assert.equal(await next(), 'trial 3 SUCCEEDED 0');
  assert.equal(await next(), 'search COMPLETED 3/0');
  assert.equal(await next(), 'end');
});

test('watching a completed search tells its state and ends', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 1 } });
  await submit(controller, await requestBlock(controller, name));
  const seen: string[] = [];
  for await (const change of controller.client.watchSearch({ name })) seen.push(told(change));
  assert.deepEqual(seen, ['search COMPLETED 1/0']);
});

test('many watchers of one search all see its end', async () => {
  await using controller = await testController();
  const { name } = await createSearch(controller, { budget: { maxEvaluations: 5 } });
  const watch = async () => {
    let last = '';
    for await (const change of controller.client.watchSearch({ name })) last = told(change);
    return last;
  };
  const watchers = Array.from({ length: 20 }, watch);
  for (const assignment of await requestBlocks(controller, name, 5)) await submit(controller, assignment);
  assert.deepEqual(new Set(await Promise.all(watchers)), new Set(['search COMPLETED 5/0']));
});

test('a watcher that goes away is forgotten, and a shutdown ends the stream', async () => {
  const controller = await testController();
  const { name } = await createSearch(controller);
  const abort = new AbortController();
  const gone = controller.client.watchSearch({ name }, { signal: abort.signal })[Symbol.asyncIterator]();
  await gone.next();
  abort.abort();
  await failure(gone.next(), 'CANCELLED');
  const stays = controller.client.watchSearch({ name })[Symbol.asyncIterator]();
  await stays.next();
  const ended = stays.next().then(
    () => 'a change',
    () => 'an error',
  );
  await controller[Symbol.asyncDispose]();
  assert.equal(await ended, 'an error');
});

test('of what a slow watcher has not looked at only that it changed is kept', async () => {
  const feed = new ChangeFeed();
  using subscription = feed.subscribe('s');
  for (let round = 0; round < 1000; round += 1) {
    feed.publish([
      { searchId: 's', trial: 1 + (round % 3) },
      { searchId: 's', trial: undefined },
      { searchId: 'other', trial: 9 },
    ]);
  }
  const { signal } = new AbortController();
  assert.deepEqual(await subscription.next(signal), { search: true, trials: [1, 2, 3] });
  const next = subscription.next(signal);
  feed.publish([{ searchId: 's', trial: 4 }]);
  assert.deepEqual(await next, { search: false, trials: [4] });
});
