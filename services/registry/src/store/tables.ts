import type { Generated, Kysely } from 'kysely';

/** A completed result, once for each trial. The columns beside `message_json` are what queries go by. */
export interface EvaluationTable {
  /** Order of arrival. */
  readonly ordinal: Generated<number>;
  readonly search: string;
  readonly trial: number;
  readonly block: string;
  readonly dataset: string;
  readonly worker: string;
  /** Null for a failure. */
  readonly accuracy: number | null;
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly activation_bytes: number;
  readonly density: number;
  /** Null where there are no trained weights. */
  readonly weights_sha256: string | null;
  /** `blockqnn.domain.v1.Evaluation` in the proto3 JSON mapping. */
  readonly message_json: string;
}

/** A network trained in full. The columns beside `message_json` are what queries go by. */
export interface TrainingTable {
  /** Order of arrival. */
  readonly ordinal: Generated<number>;
  readonly training: string;
  readonly block: string;
  readonly test_accuracy: number;
  readonly weights_sha256: string;
  /** `blockqnn.domain.v1.Training` in the proto3 JSON mapping. */
  readonly message_json: string;
}

export interface Tables {
  readonly evaluation: EvaluationTable;
  readonly training: TrainingTable;
}

export type Database = Kysely<Tables>;
