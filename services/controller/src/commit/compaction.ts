import type { StateEntry } from '@blockqnn/search';
import type { Statement } from '@blockqnn/storage';
import type { AgentLog } from '../live/agent.js';
import { dropStatements, snapshotPartStatement, type SnapshotPart } from '../store/strategy-state.js';
import type { Database } from '../store/tables.js';
import type { AgentDelta } from './batch.js';

export interface CompactionBounds {
  /** With fewer entries in its deltas a state gets no snapshot. */
  readonly leastEntries: number;
  /** Written with each commit, so that none of them takes long. */
  readonly entriesPerCommit: number;
}

const BOUNDS: CompactionBounds = { leastEntries: 100_000, entriesPerCommit: 2_000 };

export interface CompactionStep {
  readonly statements: (db: Database) => readonly Statement[];
  /** To be called once that is committed. */
  readonly committed: () => void;
}

interface Job {
  readonly searchId: string;
  readonly log: AgentLog;
  readonly entries: Iterator<StateEntry>;
  readonly snapshot: number;
  /** Deltas up to this are in the snapshot. */
  readonly upTo: number;
  part: number;
  entryCount: number;
}

/**
 * Gathers agents' states in snapshots, so that what a start has to read stays bounded: whenever the deltas hold
 * as many entries as the snapshot, the next one is written, a part with each commit. So each entry is written
 * twice in the long run.
 *
 * A part has the values of the moment of its commit, and deltas that come after the beginning lie over the whole:
 * whatever changes in between has a newer delta. Older snapshots and deltas go with the last part. Wherever
 * a crash comes, the newest complete snapshot and the deltas after it make the newest state.
 */
export class Compaction {
  readonly #jobs: Job[] = [];
  readonly #bounds: CompactionBounds;

  constructor(bounds: CompactionBounds = BOUNDS) {
    this.#bounds = bounds;
  }

  /**
   * The next step. To be called in the moment in which the rows of a commit are taken: what operations change
   * in memory after that may never be committed.
   */
  nextStep(): CompactionStep | undefined {
    const [job] = this.#jobs;
    if (job === undefined) return undefined;
    const part = this.#nextPart(job);
    return {
      statements: (db) => [
        snapshotPartStatement(db, part),
        ...(part.isLast ? dropStatements(db, job.searchId, { snapshot: job.snapshot, delta: job.upTo }) : []),
      ],
      committed: () => {
        if (!part.isLast) return;
        this.#jobs.splice(this.#jobs.indexOf(job), 1);
        job.log.isCompacting = false;
        job.log.snapshotEntryCount = job.entryCount;
      },
    };
  }

  /** To be called when deltas are committed. */
  committed(deltas: readonly AgentDelta[]): void {
    for (const { searchId, agent, number, entries } of deltas) {
      const { log, strategy } = agent;
      log.lastDelta = number;
      log.deltaEntryCount += entries.length;
      if (log.isCompacting) continue;
      if (log.deltaEntryCount < Math.max(this.#bounds.leastEntries, log.snapshotEntryCount)) continue;
      log.isCompacting = true;
      log.deltaEntryCount = 0;
      log.lastSnapshot += 1;
      this.#jobs.push({
        searchId,
        log,
        entries: strategy.entries()[Symbol.iterator](),
        snapshot: log.lastSnapshot,
        upTo: number,
        part: 0,
        entryCount: 0,
      });
    }
  }

  /** A search that is gone needs no snapshot. */
  forget(searchIds: readonly string[]): void {
    for (const job of this.#jobs.filter(({ searchId }) => searchIds.includes(searchId))) {
      this.#jobs.splice(this.#jobs.indexOf(job), 1);
    }
  }

  #nextPart(job: Job): SnapshotPart {
    const entries: StateEntry[] = [];
    let isLast = false;
    while (entries.length < this.#bounds.entriesPerCommit) {
      const next = job.entries.next();
      if (next.done === true) {
        isLast = true;
        break;
      }
      entries.push(next.value);
    }
    job.part += 1;
    job.entryCount += entries.length;
    return { searchId: job.searchId, number: job.snapshot, part: job.part, entries, isLast };
  }
}
