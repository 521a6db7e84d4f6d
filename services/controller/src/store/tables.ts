import type { Kysely, Selectable, Transaction } from 'kysely';

/** Times are milliseconds since the epoch. Columns named `…_json` hold JSON. */
export interface Tables {
  search: SearchTable;
  trial: TrialTable;
  strategy_state: StrategyStateTable;
  outbox: OutboxTable;
}

export interface SearchTable {
  id: string;
  /** Order of creation. */
  ordinal: number;
  /** Of the CreateSearch request; null where it had none. Unique. */
  request_id: string | null;
  spec_json: string;
  /** Without options, for RequestBlocks on any search. */
  dataset_name: string;
  state: 'running' | 'paused' | 'completed';
  trial_count: number;
  succeeded_count: number;
  failed_count: number;
  duplicate_count: number;
  infeasible_count: number;
  rejected_in_a_row: number;
  epsilon: number;
  best_trial: number | null;
  best_reward: number | null;
  end_reason: string;
  created_at_ms: number;
  completed_at_ms: number | null;
}

export interface TrialTable {
  search: string;
  number: number;
  block_id: string;
  nsc: string;
  draws_json: string;
  flops: number;
  parameters: number;
  activation_bytes: number;
  state: 'pending' | 'leased' | 'succeeded' | 'failed';
  attempt: number;
  worker: string;
  request_id: string;
  lease_token: string | null;
  /** 1 where the worker gave the trial back. */
  given_back: number;
  /** From when on it may be handed out: end of the lease, or when it became pending. Null once completed. */
  available_at_ms: number | null;
  lost_attempts_json: string;
  epochs_json: string;
  outcome_json: string | null;
  reward: number | null;
  /** 1 where it was the best when its result came in. */
  best: number;
  created_at_ms: number;
  completed_at_ms: number | null;
}

export interface StrategyStateTable {
  search: string;
  key: string;
  value: string;
}

export interface OutboxTable {
  id: number;
  subject: string;
  message_id: string;
  headers_json: string;
  body: Uint8Array;
}

export type SearchRow = Selectable<SearchTable>;
export type TrialRow = Selectable<TrialTable>;

/** Reads from either; what belongs together is written in one transaction. */
export type Database = Kysely<Tables>;
export type DatabaseTransaction = Transaction<Tables>;
