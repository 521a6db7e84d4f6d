import assert from 'node:assert/strict';
import { it } from 'node:test';
import { searchNews } from '../src/search-news.js';
import { formatSearch } from '../src/search-report.js';
import { SearchProgress } from '../src/search-progress.js';
import { searchMessage, succeededTrial, trialMessage } from './messages.js';

const running = searchMessage();

it('says nothing where nothing happened to the search as a whole', () => {
  assert.equal(searchNews(undefined, running), undefined);
  assert.equal(searchNews(running, { ...running, succeededCount: 3 }), undefined);
});

it('says how the search stands, why it ended, and what was given up', () => {
  const paused = searchMessage({ state: 'SEARCH_STATE_PAUSED' });
  assert.equal(searchNews(running, paused), 'searches/s1: paused');
  assert.equal(searchNews(undefined, paused), 'searches/s1: paused');
  assert.equal(searchNews(paused, running), 'searches/s1: goes on');
  const ended = searchMessage({
    state: 'SEARCH_STATE_COMPLETED',
    endReason: 'target accuracy reached',
    cancelledCount: 2,
  });
  assert.equal(
    searchNews(running, ended),
    'searches/s1: completed, target accuracy reached (2 blocks given up)',
  );
});

it('says what it knows of others', () => {
  const clone = searchMessage({ importedCount: 5, succeededCount: 5, source: 'searches/s0' });
  assert.equal(searchNews(undefined, clone), 'searches/s1: knows 5 results of others from searches/s0');
  assert.equal(searchNews(running, { ...running, importedCount: 1 }), 'searches/s1: 1 result imported');
});

it('counts neither what was measured elsewhere nor what was given up', () => {
  const progress = new SearchProgress(0);
  progress.observeSearch(searchMessage({ succeededCount: 5, importedCount: 5 }));
  assert.equal(progress.done, 0);
  assert.equal(progress.observeTrial({ ...succeededTrial(6, 0.5, 50), origin: 'import' }), false);
  assert.equal(progress.observeTrial(trialMessage(7)), false);
  assert.equal(progress.observeTrial(trialMessage(7, { state: 'TRIAL_STATE_CANCELLED' })), false);
  assert.deepEqual([progress.done, progress.workers], [0, []]);
  progress.observeTrial(succeededTrial(8, 0.5, 50));
  assert.equal(progress.done, 1);
  progress.observeSearch(
    searchMessage({ state: 'SEARCH_STATE_PAUSED', succeededCount: 6, importedCount: 5 }),
  );
  assert.equal(progress.done, 1);
  assert.equal(progress.etaSeconds(1000), undefined, 'a paused search has no end in sight');
});

it('shows bounds, counts and until when a deleted search is kept', () => {
  const budget = running.spec?.budget;
  assert.ok(budget && running.spec);
  const text = formatSearch(
    searchMessage({
      state: 'SEARCH_STATE_DELETED',
      spec: {
        ...running.spec,
        budget: {
          ...budget,
          maxTrialsInFlight: 8,
          targetAccuracy: 0.93,
          maxDuration: { seconds: 7200, nanos: 0 },
        },
        medianStopping: { minTrials: 10, minEpochs: 2 },
      },
      succeededCount: 7,
      failedCount: 2,
      importedCount: 4,
      cancelledCount: 1,
      deleteTime: { seconds: 1_700_000_000, nanos: 0 },
      purgeTime: { seconds: 1_702_592_000, nanos: 0 },
    }),
    1_700_003_600_000,
  );
  assert.match(
    text,
    /at most 8 in flight, at most 2 h 00 m, until 93\.0 % accuracy, .*after 10 trials and 2 epochs/,
  );
  assert.match(text, /5 of 10 blocks evaluated/);
  assert.match(text, /2 failed, 1 given up when it ended, 4 imported, not part of the budget/);
  assert.match(
    text,
    /deleted 2023-11-14T22:13:20\.000Z, kept until 2023-12-14T22:13:20\.000Z: blockqnn search undelete s1/,
  );
});
