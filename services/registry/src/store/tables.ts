import type { Generated, Kysely } from 'kysely';

/**
 * The figures of a completed result, once for each trial: what filters and orders go by, under the names that they
 * call them. Narrow, so that looking at all of them is quick.
 */
export interface EvaluationTable {
  /** Order of arrival, from the table `arrival`. */
  readonly ordinal: number;
  readonly search: string;
  readonly trial: number;
  readonly block: string;
  readonly dataset: string;
  readonly worker: string;
  /** Empty for what was imported. */
  readonly strategy: string;
  /** Null for a failure. */
  readonly accuracy: number | null;
  readonly reward: number;
  readonly flops: number;
  readonly parameters: number;
  readonly activation_bytes: number;
  readonly density: number;
  readonly layers: number;
  readonly attempt: number;
  /** Of the training, in seconds. Null for a failure. */
  readonly duration: number | null;
  /** In milliseconds since 1970. */
  readonly complete_time: number;
  /** Null where there are no trained weights. */
  readonly weights_sha256: string | null;
}

/** The whole of each evaluation. */
export interface EvaluationMessageTable {
  readonly ordinal: number;
  /** `blockqnn.domain.v1.Evaluation` in the proto3 JSON mapping. */
  readonly message_json: string;
}

/** Each block that was ever evaluated, once. Rows never change. */
export interface BlockTable {
  /** Of its first evaluation. */
  readonly ordinal: number;
  readonly block: string;
  /** Canonical. */
  readonly nsc: string;
  /** What bounds its distance from others; see `formatSketch` in nsc. */
  readonly sketch: string;
}

/**
 * One row with the highest ordinal of evaluations. Whoever keeps evaluations changes it first, and so waits for others
 * who do: evaluations become visible in the order of their ordinals, and what was read as the highest one
 * stands for the same evaluations ever after.
 */
export interface ArrivalTable {
  readonly id: number;
  readonly last: number;
}

/** A network trained in full. The columns beside `message_json` are what queries go by. */
export interface TrainingTable {
  /** Order of arrival. */
  readonly ordinal: Generated<number>;
  readonly training: string;
  readonly block: string;
  readonly test_accuracy: number;
  readonly weights_sha256: string;
  /** Null where its epochs are not kept. */
  readonly curve_sha256: string | null;
  /** `blockqnn.domain.v1.Training` in the proto3 JSON mapping. */
  readonly message_json: string;
}

/** The newest checkpoint of a training under way, an artifact. */
export interface CheckpointTable {
  readonly training: string;
  /** Empty for a training that was begun anew and has none yet. */
  readonly sha256: string;
  readonly size_bytes: number;
  /** When it was named, milliseconds since the epoch. */
  readonly update_time: number;
}

export interface Tables {
  readonly evaluation: EvaluationTable;
  readonly evaluation_message: EvaluationMessageTable;
  readonly block: BlockTable;
  readonly arrival: ArrivalTable;
  readonly training: TrainingTable;
  readonly checkpoint: CheckpointTable;
}

export type Database = Kysely<Tables>;
