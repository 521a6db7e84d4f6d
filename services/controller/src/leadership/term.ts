import { executeAtOnce } from '@blockqnn/storage';
import type { Clock } from '@blockqnn/telemetry';
import type { BatchRows } from '../commit/batch.js';
import { Compaction, type CompactionBounds } from '../commit/compaction.js';
import { GroupCommit, type FailureOf } from '../commit/group-commit.js';
import type { Change } from '../commit/unit-of-work.js';
import type { LiveState } from '../live/live-state.js';
import { rowStatements } from '../store/commit-rows.js';
import { readLiveState } from '../store/read-live-state.js';
import type { Database } from '../store/tables.js';
import { FencedOffError, isFencing, renewedAtMs, type Leadership } from './leadership.js';
import { SynchronisedClock } from './synchronised-clock.js';

export interface TermOptions {
  readonly db: Database;
  readonly leadership: Leadership;
  readonly epoch: number;
  /** Used as it is; undefined: the database's clock. */
  readonly clock: Clock | undefined;
  readonly onChanges: (changes: readonly Change[]) => void;
  readonly onBroadcast: () => void;
  readonly failureOf: FailureOf;
  /** Default: as suits a service. */
  readonly compaction?: CompactionBounds | undefined;
}

/** The time in which this controller is the active one, with all that it has in memory for it. */
export class Term {
  readonly db: Database;
  readonly epoch: number;
  readonly clock: Clock;
  readonly live: LiveState;
  readonly commit: GroupCommit;
  /** Resolves with the reason when the term has ended, and never rejects. */
  readonly ended: Promise<unknown>;

  private constructor(
    options: TermOptions,
    { clock, live, commit, ended }: Pick<Term, 'clock' | 'live' | 'commit' | 'ended'>,
  ) {
    this.db = options.db;
    this.epoch = options.epoch;
    this.clock = clock;
    this.live = live;
    this.commit = commit;
    this.ended = ended;
  }

  /** Reads what is on disk. Rejects where the database is away, or another controller took over. */
  static async begin(options: TermOptions): Promise<Term> {
    const { db, leadership, epoch } = options;
    const renewal = await leadership.renew(db, epoch);
    const synchronised = new SynchronisedClock(renewal.nowMs);
    // Nobody else gives ids while this controller is the active one.
    let { lastOutboxId } = renewal;
    const compaction = new Compaction(options.compaction);
    const clock = options.clock ?? synchronised;
    let end: (reason: unknown) => void = () => undefined;
    const ended = new Promise<unknown>((resolve) => {
      end = resolve;
    });

    const write = async (rows: BatchRows): Promise<void> => {
      compaction.forget(rows.purged);
      const step = compaction.nextStep();
      const firstOutboxId = lastOutboxId + 1;
      lastOutboxId += rows.messages.length;
      try {
        const [renewed = []] = await executeAtOnce(db, [
          leadership.renewal(db, epoch, lastOutboxId),
          ...rowStatements(db, rows, { nowMs: clock.now(), firstOutboxId }),
          ...(step?.statements(db) ?? []),
        ]);
        synchronised.observe(renewedAtMs(renewed, epoch));
      } catch (error) {
        throw isFencing(error) ? new FencedOffError(epoch, { cause: error }) : error;
      }
      step?.committed();
      compaction.committed(rows.deltas);
      compaction.forget(rows.purged);
    };
    const flush = async () => {
      await commit.flush();
    };
    const live = await readLiveState(db, flush);
    const commit: GroupCommit = new GroupCommit(
      live,
      { write, onChanges: options.onChanges, onBroadcast: options.onBroadcast, onFailure: end },
      options.failureOf,
    );
    // Reading may have taken longer than a term.
    await leadership.renew(db, epoch);
    return new Term(options, { clock, live, commit, ended });
  }
}
