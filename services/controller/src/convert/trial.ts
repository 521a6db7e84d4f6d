import {
  blockToProto,
  epochToProto,
  figuresToProto,
  outcomeToProto,
  timestampToProto,
  trialName,
  type TrialInput,
} from '@blockqnn/api';
import { parseBlock } from '@blockqnn/nsc';
import type { Trial, TrialStatus } from '../domain/trial.js';

export function trialToProto(trial: Trial): TrialInput {
  return {
    name: trialName(trial.searchId, trial.number),
    block: blockToProto(parseBlock(trial.nsc)),
    attempt: trial.attempt,
    worker: trial.worker,
    figures: figuresToProto(trial.figures),
    epochs: trial.epochs.map(epochToProto),
    createTime: timestampToProto(trial.createdAtMs),
    origin: trial.origin,
    ...statusToProto(trial.status),
  };
}

function statusToProto(status: TrialStatus): TrialInput {
  switch (status.kind) {
    case 'pending':
      return { state: 'TRIAL_STATE_PENDING' };
    case 'leased':
      return { state: 'TRIAL_STATE_LEASED', leaseExpireTime: timestampToProto(status.expiresAtMs) };
    case 'completed':
      return {
        state: status.outcome.kind === 'measured' ? 'TRIAL_STATE_SUCCEEDED' : 'TRIAL_STATE_FAILED',
        ...outcomeToProto(status.outcome),
        reward: status.reward,
        completeTime: timestampToProto(status.completedAtMs),
      };
    case 'cancelled':
      return {
        state: 'TRIAL_STATE_CANCELLED',
        completeTime: timestampToProto(status.cancelledAtMs),
      };
  }
}
