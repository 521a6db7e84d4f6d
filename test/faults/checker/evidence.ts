import type { EvaluationMessage, SearchMessage, TrialMessage } from '@blockqnn/api';
import type { CallRecord } from '../worker/call-record.js';
import type { Sighting } from '../worker/sighting.js';

/** What a round left behind, read from outside once the system is at rest. Plain data. */
export interface RoundEvidence {
  readonly searches: readonly SearchEvidence[];
  /** Who wrote when, since the databases are there; undefined where the database keeps no such record. */
  readonly writes: readonly AuditedWrite[] | undefined;
}

/** What one search left behind. */
export interface SearchEvidence {
  /** The bounds that were asked for, whatever the controller made of them. */
  readonly asked: AskedBudget;
  /** As the controller answers. */
  readonly search: SearchMessage;
  /** All trials of it, as the controller lists them. */
  readonly trials: readonly TrialMessage[];
  /** All evaluations of it, as the registry lists them. */
  readonly evaluations: readonly EvaluationMessage[];
  /** The workers' logs on its trials. Each worker's records are in order. */
  readonly calls: readonly CallRecord[];
  /** The subscriber's log on its trials, in order. */
  readonly sightings: readonly Sighting[];
  /** From the controller's database. */
  readonly stored: StoredSearch;
}

export interface AskedBudget {
  readonly maxEvaluations: number;
  readonly maxAttempts: number;
  /** 0: no bound. */
  readonly maxTrialsInFlight: number;
}

/** What no call answers with. */
export interface StoredSearch {
  /** Newest value of each key of the strategy's state. */
  readonly strategy: ReadonlyMap<string, string>;
  /** By the trial's number. */
  readonly order: ReadonlyMap<number, TrialOrder>;
  /** Messages in the outbox, of all searches. */
  readonly outboxCount: number;
}

/** Where a trial stands among the calls of the strategy. */
export interface TrialOrder {
  /** Completions of the search before the trial's block was drawn. */
  readonly madeAfter: number;
  /** Place of its completion, from 1; undefined where it has none. */
  readonly sequence: number | undefined;
}

/**
 * The first write of several in a row that one connection name made in one epoch, as PostgreSQL itself recorded it.
 */
export interface AuditedWrite {
  /** Grows in the order of the commits, as every write waits for the lock on the epoch. */
  readonly sequence: number;
  /** The connection's name: process and incarnation, `controller-a#3`. */
  readonly writer: string;
  /** The epoch at the time. */
  readonly epoch: number;
  readonly table: string;
}

/** A law that was broken, and by what. */
export interface Violation {
  /** Name of the law, as docs/faults.md lists them. */
  readonly law: string;
  /** Resource name of trial or search. */
  readonly subject: string;
  readonly message: string;
}
