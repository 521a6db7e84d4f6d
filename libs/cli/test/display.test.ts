import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createSearchDisplay } from '../src/index.js';
import { epochMessage, searchMessage, succeededTrial, trialMessage } from './messages.js';
import { TextSink } from './text-sink.js';

it('writes a line for each epoch and each result where there is no terminal', () => {
  const sink = new TextSink();
  let now = 0;
  const display = createSearchDisplay(sink, () => now);
  display.search(searchMessage());
  display.trial(trialMessage(1, { epochs: [epochMessage(1, 0.25)] }));
  display.trial(trialMessage(1, { epochs: [epochMessage(1, 0.25)] }));
  now = 10_000;
  display.trial(succeededTrial(1, 0.612, 55.5));
  display.stop();
  const lines = sink.text.trimEnd().split('\n');
  assert.equal(lines.length, 2);
  assert.match(lines[0] ?? '', /worker-1: epoch 1\/4, accuracy 25\.0 %, conv3@0/);
  assert.match(lines[1] ?? '', /^\[ 1\/10\] conv3@0,conv3@1,add@2\+0 {2}accuracy 61\.2 % {2}reward 55\.50/);
  assert.match(lines[1] ?? '', /best 61\.2 % \(reward 55\.50\), 1 m 30 s left$/);
});

it('names the reason of a failure', () => {
  const sink = new TextSink();
  const display = createSearchDisplay(sink, () => 0);
  display.search(searchMessage());
  display.trial(
    trialMessage(1, {
      state: 'TRIAL_STATE_FAILED',
      failure: { reason: 'FAILURE_REASON_OUT_OF_MEMORY', message: 'needs 3 GiB' },
      outcome: 'failure',
    }),
  );
  assert.match(sink.text, /out of memory: needs 3 GiB/);
});

it('draws bars on a terminal and gives the cursor back', () => {
  const sink = new TextSink(true);
  const display = createSearchDisplay(sink, () => 0);
  display.search(searchMessage());
  display.trial(trialMessage(1));
  display.trial(succeededTrial(1, 0.612, 55.5));
  display.trial(trialMessage(2));
  display.workerProgress('worker-1', 1.5);
  display.search(searchMessage({ succeededCount: 1, bestTrial: succeededTrial(1, 0.612, 55.5) }));
  display.stop();
  const text = stripVTControlCharacters(sink.text);
  assert.match(text, /worker 1 .*epoch 2\/4/);
  assert.match(text, /1\/10 blocks, best 61\.2 %/);
  const shown = sink.text.lastIndexOf('\u001b[?25h');
  assert.ok(shown > sink.text.lastIndexOf('\u001b[?25l'), 'the cursor is shown again');
});
