import type { Kysely, Selectable } from 'kysely';

/** Times are milliseconds since the epoch. Columns named `…_json` hold JSON. */
export interface Tables {
  search: SearchTable;
  trial: TrialTable;
  strategy_snapshot: StrategySnapshotTable;
  strategy_delta: StrategyDeltaTable;
  request: RequestTable;
  leadership: LeadershipTable;
  outbox: OutboxTable;
}

export interface SearchTable {
  id: string;
  /** Order of creation. */
  ordinal: number;
  spec_json: string;
  /** Without options, for RequestBlocks on any search. */
  dataset_name: string;
  state: 'running' | 'paused' | 'completed' | 'deleted';
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
  cancelled_count: number;
  imported_count: number;
  completion_count: number;
  /** 1 where it hands out nothing more, not even further attempts. */
  closed: number;
  /** Id of the search that it is a clone of; empty for none. */
  source: string;
  /** State in which it was deleted; null unless deleted, as the two after it. */
  deleted_from: 'running' | 'paused' | 'completed' | null;
  deleted_at_ms: number | null;
  purge_at_ms: number | null;
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
  state: 'pending' | 'leased' | 'succeeded' | 'failed' | 'cancelled';
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
  /** Of a cancelled trial: when it was cancelled. */
  completed_at_ms: number | null;
  excused_attempts: number;
  /** Place among the search's broadcast completions, from 1; null where there is none. */
  sequence: number | null;
  /** Completions that the strategy knew when the block was drawn. */
  made_after: number;
  /** `import`, or the name of the trial that it was cloned from; empty where evaluated here. */
  origin: string;
}

/** Whole states of a strategy, in parts; what is newer is in the deltas. */
export interface StrategySnapshotTable {
  search: string;
  /** Of the snapshot, counted up. */
  number: number;
  /** Counted from 1. */
  part: number;
  /** 1 in the part that makes the snapshot complete. */
  is_last: number;
  /** Array of keys and values in turn. */
  entries_json: string;
}

/** Changes of a strategy's state, one row for each commit that changed it. */
export interface StrategyDeltaTable {
  search: string;
  /** Counted up; the newest value of a key is in the delta of the highest number. */
  number: number;
  /** Array of keys and values in turn. */
  entries_json: string;
}

/** Requests with an id that were carried out. */
export interface RequestTable {
  method: string;
  request_id: string;
  digest: string;
  answer_json: string;
  created_at_ms: number;
}

/** One row: who may write. */
export interface LeadershipTable {
  id: number;
  /** Grows with each controller that takes over. */
  epoch: number;
  /** For people: host and process. */
  holder: string;
  /** From then on another one may take over; by the database's clock. */
  expires_at_ms: number;
  /** Highest id that a message in the outbox ever had: none is given twice. */
  last_outbox_id: number;
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

export type Database = Kysely<Tables>;
