import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SearchProgress } from '../src/search-progress.js';
import { epochMessage, searchMessage, succeededTrial, trialMessage } from './messages.js';

it('counts results once, whichever message brings them', () => {
  const progress = new SearchProgress(0);
  progress.observeSearch(searchMessage());
  assert.equal(progress.observeTrial(trialMessage(1)), false);
  assert.equal(progress.observeTrial(succeededTrial(1, 0.5, 50)), true);
  assert.equal(progress.observeTrial(succeededTrial(1, 0.5, 50)), false);
  assert.equal(progress.done, 1);
  progress.observeSearch(searchMessage({ succeededCount: 1 }));
  assert.equal(progress.done, 1);
});

it('knows who works on what, and forgets what was given back', () => {
  const progress = new SearchProgress(0);
  progress.observeSearch(searchMessage());
  progress.observeTrial(trialMessage(2, { worker: 'b' }));
  progress.observeTrial(trialMessage(1, { worker: 'a', epochs: [epochMessage(1, 0.2)] }));
  assert.deepEqual(
    progress.workers.map(({ worker, epochs }) => [worker, epochs.done, epochs.total]),
    [
      ['a', 1, 4],
      ['b', 0, 4],
    ],
  );
  progress.observeTrial(trialMessage(1, { state: 'TRIAL_STATE_PENDING', worker: 'a' }));
  assert.deepEqual(
    progress.workers.map(({ worker }) => worker),
    ['b'],
  );
  assert.equal(progress.done, 0);
});

it('estimates from what was done since it watches, not from what was there before', () => {
  const progress = new SearchProgress(1000);
  progress.observeSearch(searchMessage({ succeededCount: 4 }));
  assert.equal(progress.etaSeconds(2000), undefined);
  progress.observeTrial(succeededTrial(5, 0.5, 50));
  progress.observeTrial(succeededTrial(6, 0.5, 50));
  // 20 s for 2 blocks, 4 left.
  assert.equal(progress.etaSeconds(21_000), 40);
});
