import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSearchDisplay } from '../src/index.js';
import { IdleNotice } from '../src/idle-notice.js';
import { searchMessage, trialMessage } from './messages.js';
import { TextSink } from './text-sink.js';

function watching() {
  const sink = new TextSink();
  return {
    sink,
    display: new IdleNotice(
      createSearchDisplay(sink, () => 0),
      5,
    ),
  };
}

it('says once that no worker asks for blocks of the dataset', async () => {
  const { sink, display } = watching();
  const search = searchMessage();
  display.search({ ...search, spec: search.spec && { ...search.spec, dataset: 'mine?limit=100' } });
  await sleep(20);
  display.search(search);
  await sleep(20);
  display.stop();
  assert.equal(
    sink.text,
    'No worker has asked for blocks on mine yet; start one whose BLOCKQNN_DATASETS has mine: blockqnn serve evaluator\n',
  );
});

it('says nothing where a block was handed out, is open, or the search is paused or left', async () => {
  const handedOut = watching();
  handedOut.display.search(searchMessage());
  handedOut.display.trial(trialMessage(1));
  const open = watching();
  open.display.search(searchMessage({ openCount: 1 }));
  const paused = watching();
  paused.display.search(searchMessage());
  paused.display.search(searchMessage({ state: 'SEARCH_STATE_PAUSED' }));
  const left = watching();
  left.display.search(searchMessage());
  left.display.stop();
  await sleep(20);
  for (const { sink } of [handedOut, open, paused, left]) assert.doesNotMatch(sink.text, /No worker/);
});
