import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { TrialMessage } from '@blockqnn/api';
import { bestWithWeights, isBroadcast } from '../src/own-results.js';

function trial(number: number, values: Partial<TrialMessage> = {}): TrialMessage {
  return {
    name: `searches/s/trials/${String(number)}`,
    block: null,
    state: 'TRIAL_STATE_SUCCEEDED',
    attempt: 1,
    worker: 'w',
    figures: null,
    epochs: [],
    reward: 0,
    createTime: null,
    completeTime: null,
    leaseExpireTime: null,
    origin: '',
    ...values,
  };
}

function measured(number: number, reward: number, weightsSha256: string, origin = ''): TrialMessage {
  const measurement = { accuracy: 0.5, epochs: [], duration: null, device: '', restarts: 0, weightsSha256 };
  return trial(number, { reward, measurement, origin });
}

const WEIGHTS = 'a'.repeat(64);

it('takes the best of those that have weights, the first of equals', () => {
  const trials = [
    measured(1, 50, WEIGHTS),
    measured(2, 60, WEIGHTS),
    measured(3, 60, WEIGHTS),
    measured(4, 90, ''),
  ];
  assert.equal(bestWithWeights(trials)?.name, 'searches/s/trials/2');
  assert.equal(bestWithWeights([measured(1, 50, '')]), undefined);
});

it('waits in the registry for results, those that were imported too, but not for what came with a clone', () => {
  const failure = { reason: 'FAILURE_REASON_DIVERGED', message: '' } as const;
  assert.deepEqual(
    [
      trial(1, { state: 'TRIAL_STATE_CANCELLED' }),
      trial(2, { state: 'TRIAL_STATE_FAILED', failure }),
      measured(3, 50, ''),
      measured(4, 50, '', 'import'),
      measured(5, 50, '', 'searches/other/trials/5'),
    ].map(isBroadcast),
    [false, true, true, true, false],
  );
});
