import assert from 'node:assert/strict';
import { it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { formatTrials, trialJson } from '../src/trial-report.js';
import { epochMessage, succeededTrial, trialMessage } from './messages.js';

const failed = trialMessage(3, {
  state: 'TRIAL_STATE_FAILED',
  attempt: 3,
  failure: {
    reason: 'FAILURE_REASON_ATTEMPTS_EXHAUSTED',
    message: 'attempt 1: killed; attempt 2: lease expired',
  },
  outcome: 'failure',
});

it('shows attempts, how far a training is, and in full why a trial failed', () => {
  const trials = [
    succeededTrial(1, 0.612, 55.5),
    trialMessage(2, { epochs: [epochMessage(1, 0.25)] }),
    failed,
    { ...succeededTrial(4, 0.7, 60), worker: '', origin: 'import' },
  ];
  const text = stripVTControlCharacters(formatTrials(trials, 120));
  assert.match(text, /^# +STATE +ATTEMPT +WORKER/m);
  assert.match(text, /1 {2}succeeded +1 .*61\.2 % +55\.50/);
  assert.match(text, /2 {2}leased +1 .* 1 +25\.0 % +–/);
  assert.match(text, /3 {2}failed: attempts exhausted +3 /);
  assert.match(text, /4 {2}succeeded +1 {2}import/);
  assert.match(text, /^#3 attempt 1: killed; attempt 2: lease expired$/m);
  assert.ok(Math.max(...text.split('\n').map((line) => line.length)) <= 120);
});

it('gives all of it as JSON', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(trialJson(failed))), {
    trial: 'searches/s1/trials/3',
    state: 'failed',
    attempt: 3,
    worker: 'worker-1',
    block: '0123456789abcdef',
    nsc: 'conv3@0,conv3@1,add@2+0',
    reason: 'attempts_exhausted',
    message: 'attempt 1: killed; attempt 2: lease expired',
  });
});
