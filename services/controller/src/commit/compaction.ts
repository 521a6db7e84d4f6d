import type { StateEntry } from '@blockqnn/search';
import { dropDeltas, saveSnapshot } from '../store/strategy-state.js';
import type { Database } from '../store/tables.js';
import type { AgentDelta } from './batch.js';

/** So many entries in deltas, and they are taken into the snapshot: what a start has to read stays bounded. */
const COMPACT_AFTER_ENTRIES = 100_000;

/** Taken into the snapshot with each commit, so that none of them takes long. */
const ENTRIES_PER_COMMIT = 200;

interface Job {
  readonly searchId: string;
  readonly entries: readonly StateEntry[];
  /** Deltas up to this hold nothing else. */
  readonly upTo: number;
  done: number;
}

/**
 * Takes deltas of agents' states into their snapshots, a few values with each commit. Values are absolute, and
 * deltas go only when all of theirs are in the snapshot: wherever a crash comes in between, snapshot and
 * deltas together still make the newest state.
 */
export class Compaction {
  readonly #jobs: Job[] = [];
  readonly #afterEntries: number;

  constructor(afterEntries = COMPACT_AFTER_ENTRIES) {
    this.#afterEntries = afterEntries;
  }

  /** Takes the next step, within a transaction. Gives back what to do once it is committed. */
  async step(db: Database): Promise<() => void> {
    const [job] = this.#jobs;
    if (job === undefined) return () => undefined;
    const end = Math.min(job.done + ENTRIES_PER_COMMIT, job.entries.length);
    await saveSnapshot(db, job.searchId, job.entries.slice(job.done, end));
    const finished = end === job.entries.length;
    if (finished) await dropDeltas(db, job.searchId, job.upTo);
    return () => {
      job.done = end;
      if (finished) this.#jobs.shift();
    };
  }

  /** To be called when deltas are committed. */
  committed(deltas: readonly AgentDelta[]): void {
    for (const { searchId, log, number, entries } of deltas) {
      log.lastDelta = number;
      log.entryCount += entries.length;
      for (const entry of entries) log.entries.set(entry.key, entry);
      if (log.entryCount < this.#afterEntries) continue;
      this.#jobs.push({ searchId, entries: [...log.entries.values()], upTo: number, done: 0 });
      log.entryCount = 0;
      log.entries.clear();
    }
  }

  /** A search that is gone needs no snapshot. */
  forget(searchIds: readonly string[]): void {
    for (const searchId of searchIds) {
      for (let index = this.#jobs.length - 1; index >= 0; index -= 1) {
        if (this.#jobs[index]?.searchId === searchId) this.#jobs.splice(index, 1);
      }
    }
  }
}
