import type { Outcome } from '@blockqnn/api';
import type { Epoch } from '@blockqnn/training/recipes';
import type { LostAttempt, Trial, TrialStatus } from '../domain/trial.js';
import type { TrialRow } from './tables.js';

/** A trial as a row. */
export function trialToRow(trial: Trial): TrialRow {
  return {
    search: trial.searchId,
    number: trial.number,
    block_id: trial.blockId,
    nsc: trial.nsc,
    flops: trial.figures.flops,
    parameters: trial.figures.parameters,
    activation_bytes: trial.figures.activationBytes,
    created_at_ms: trial.createdAtMs,
    made_after: trial.madeAfter,
    origin: trial.origin,
    draws_json: JSON.stringify(trial.draws),
    attempt: trial.attempt,
    excused_attempts: trial.excusedAttempts,
    worker: trial.worker,
    request_id: trial.requestId,
    lost_attempts_json: JSON.stringify(trial.lostAttempts),
    epochs_json: JSON.stringify(trial.epochs),
    ...statusColumns(trial.status),
  };
}

type StatusColumn =
  | 'state'
  | 'lease_token'
  | 'given_back'
  | 'available_at_ms'
  | 'outcome_json'
  | 'reward'
  | 'best'
  | 'sequence'
  | 'completed_at_ms';

function statusColumns(status: TrialStatus): Pick<TrialRow, StatusColumn> {
  const open = { outcome_json: null, reward: null, best: 0, sequence: null, completed_at_ms: null };
  switch (status.kind) {
    case 'pending':
      return {
        ...open,
        state: 'pending',
        lease_token: status.token,
        given_back: status.givenBack ? 1 : 0,
        available_at_ms: status.sinceMs,
      };
    case 'leased':
      return {
        ...open,
        state: 'leased',
        lease_token: status.token,
        given_back: 0,
        available_at_ms: status.expiresAtMs,
      };
    case 'completed':
      return {
        state: status.outcome.kind === 'measured' ? 'succeeded' : 'failed',
        lease_token: status.token ?? null,
        given_back: 0,
        available_at_ms: null,
        outcome_json: JSON.stringify(status.outcome),
        reward: status.reward,
        best: status.best ? 1 : 0,
        sequence: status.sequence ?? null,
        completed_at_ms: status.completedAtMs,
      };
    case 'cancelled':
      return {
        ...open,
        state: 'cancelled',
        lease_token: status.token ?? null,
        given_back: 0,
        available_at_ms: null,
        completed_at_ms: status.cancelledAtMs,
      };
  }
}

export function trialFromRow(row: TrialRow): Trial {
  return {
    searchId: row.search,
    number: row.number,
    blockId: row.block_id,
    nsc: row.nsc,
    draws: JSON.parse(row.draws_json) as string[],
    figures: { flops: row.flops, parameters: row.parameters, activationBytes: row.activation_bytes },
    attempt: row.attempt,
    excusedAttempts: row.excused_attempts,
    worker: row.worker,
    requestId: row.request_id,
    lostAttempts: JSON.parse(row.lost_attempts_json) as LostAttempt[],
    epochs: JSON.parse(row.epochs_json) as Epoch[],
    status: statusFromRow(row),
    madeAfter: row.made_after,
    origin: row.origin,
    createdAtMs: row.created_at_ms,
  };
}

function statusFromRow(row: TrialRow): TrialStatus {
  switch (row.state) {
    case 'pending':
      return {
        kind: 'pending',
        token: row.lease_token ?? '',
        givenBack: row.given_back === 1,
        sinceMs: row.available_at_ms ?? 0,
      };
    case 'leased':
      return { kind: 'leased', token: row.lease_token ?? '', expiresAtMs: row.available_at_ms ?? 0 };
    case 'succeeded':
    case 'failed':
      return {
        kind: 'completed',
        token: row.lease_token ?? undefined,
        outcome: JSON.parse(row.outcome_json ?? 'null') as Outcome,
        reward: row.reward ?? 0,
        best: row.best === 1,
        completedAtMs: row.completed_at_ms ?? 0,
        sequence: row.sequence ?? undefined,
      };
    case 'cancelled':
      return {
        kind: 'cancelled',
        token: row.lease_token ?? undefined,
        cancelledAtMs: row.completed_at_ms ?? 0,
      };
  }
}
