import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { createSearchDisplay } from '../src/index.js';
import { trialLine } from '../src/trial-line.js';
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

const LONG_CODE = Array.from({ length: 23 }, (_, layer) => `conv3@${String(layer)}`).join(',');

it('fits a result to the terminal: worker, then time, then code give way to the numbers', () => {
  const trial = succeededTrial(1, 0.612, 155.51);
  const long = {
    ...trial,
    worker: 'a-machine-of-a-long-name/1',
    block: trial.block && { ...trial.block, nsc: LONG_CODE },
  };
  assert.match(trialLine(long), /reward 155\.51 {2}12\.3 s {2}a-machine-of-a-long-name\/1$/);
  assert.match(
    trialLine(long, 80),
    /^conv3@0,\S*…\S*conv3@22 {2}accuracy 61\.2 % {2}reward 155\.51 {2}12\.3 s$/,
  );
  assert.match(trialLine(long, 60), /^conv\S*…\S*22 {2}accuracy 61\.2 % {2}reward 155\.51$/);
  for (let columns = 40; columns <= 140; columns += 1) {
    assert.ok(trialLine(long, columns).length <= columns, String(columns));
  }
});

it('draws nothing wider than the terminal, and loses no result', () => {
  const sink = new TextSink(true, 80);
  const display = createSearchDisplay(sink, () => 0);
  const block = { name: 'blocks/0123456789abcdef', nsc: LONG_CODE, layers: [], density: 1 };
  display.search(searchMessage());
  display.trial(trialMessage(1, { block, epochs: [epochMessage(1, 0.25)] }));
  display.trial(trialMessage(2, { block, worker: 'worker-2' }));
  display.trial({ ...succeededTrial(1, 0.612, 155.51), block });
  display.trial(
    trialMessage(2, {
      block,
      worker: 'worker-2',
      state: 'TRIAL_STATE_FAILED',
      failure: { reason: 'FAILURE_REASON_OUT_OF_MEMORY', message: `${'needs more '.repeat(12)}than it has` },
      outcome: 'failure',
    }),
  );
  display.stop();
  const lines = stripVTControlCharacters(sink.text)
    .split('\n')
    .flatMap((line) => line.split(/(?=search {2}|worker \d)/));
  for (const line of lines) assert.ok(line.length <= 80, line);
  assert.ok(lines.some((line) => /accuracy 61\.2 % {2}reward 155\.51/.test(line)));
  assert.ok(lines.some((line) => line.endsWith('than it has')));
});

it('says a restart, and counts from it', () => {
  const first = epochMessage(1, 0.1);
  const epochs = [first, { ...epochMessage(2, 0.25), learningRate: first.learningRate * 0.4 }];
  const log = new TextSink();
  const terminal = new TextSink(true);
  for (const sink of [log, terminal]) {
    const display = createSearchDisplay(sink, () => 0);
    display.search(searchMessage());
    display.trial(trialMessage(1, { epochs }));
    display.workerProgress('worker-1', 2.5);
    display.stop();
  }
  assert.match(log.text, /worker-1: epoch 1\/4 \(restarted\), accuracy 25\.0 %/);
  assert.match(stripVTControlCharacters(terminal.text), /epoch 2\/4 \(restarted\)/);
});

it('takes the bars of idle workers away once the search is completed', () => {
  const sink = new TextSink(true);
  const display = createSearchDisplay(sink, () => 0);
  display.search(searchMessage());
  display.trial(trialMessage(1));
  display.trial(succeededTrial(1, 0.612, 55.5));
  const before = sink.text.length;
  display.search(searchMessage({ state: 'SEARCH_STATE_COMPLETED', succeededCount: 10 }));
  display.stop();
  assert.doesNotMatch(stripVTControlCharacters(sink.text.slice(before)), /worker 1/);
});
