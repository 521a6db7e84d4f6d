import type { LiveState } from '../live/live-state.js';
import { Batch, type BatchRows } from './batch.js';
import { UnitOfWork, type Change } from './unit-of-work.js';

export interface GroupCommitListener {
  /** Writes rows in one transaction. */
  write(rows: BatchRows): Promise<void>;
  /** After a commit. */
  onChanges(changes: readonly Change[]): void;
  /** After a commit that put messages into the outbox. */
  onBroadcast(): void;
  /** Nothing more can be done on this memory: it may differ from what is on disk. */
  onFailure(error: unknown): void;
}

/** What a caller is told whose operation was not committed. */
export type FailureOf = (error: unknown) => Error;

/**
 * Runs operations on memory as they come, and commits them in batches: whatever came while one commit was
 * under way is the next. An operation is acknowledged only when its batch is on disk, and with it all that
 * the operation can have seen. Many calls so share one sync of the disk; budgets and leases need no locks.
 */
export class GroupCommit {
  readonly #live: LiveState;
  readonly #listener: GroupCommitListener;
  readonly #failureOf: FailureOf;
  #batch = new Batch();
  #waiting: PromiseWithFate[] = [];
  /** Those whose batch is being written. */
  #written: readonly PromiseWithFate[] = [];
  #committing: Promise<void> | undefined;
  #failure: Error | undefined;

  constructor(live: LiveState, listener: GroupCommitListener, failureOf: FailureOf) {
    this.#live = live;
    this.#listener = listener;
    this.#failureOf = failureOf;
  }

  /**
   * Rejects with what `work` throws, nothing being changed then, or with the failure of the commit, when
   * whether anything was changed is for the database to tell.
   */
  async run<Result>(work: (unit: UnitOfWork) => Result): Promise<Result> {
    if (this.#failure !== undefined) throw this.#failure;
    const unit = new UnitOfWork(this.#live);
    let result: Result;
    try {
      result = work(unit);
    } catch (error) {
      if (!unit.undo()) this.fail(error);
      throw error;
    }
    this.#batch.add(unit);
    if (this.#batch.isEmpty && this.#committing === undefined) {
      for (const action of this.#batch.actions.splice(0)) action();
      return result;
    }
    await this.#committed();
    return result;
  }

  /** Resolves when everything done so far is on disk. Rejects where that failed. */
  async flush(): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.#batch.isEmpty || this.#committing !== undefined) await this.#committed();
  }

  /** Ends the life of this memory: whoever waits is told the failure, and whoever comes. */
  fail(error: unknown): void {
    if (this.#failure !== undefined) return;
    this.#failure = this.#failureOf(error);
    // A commit under way may never be answered, and nobody needs to wait until that is known.
    for (const { reject } of [...this.#written, ...this.#waiting.splice(0)]) reject(this.#failure);
    this.#listener.onFailure(error);
  }

  /** Resolves when the commit under way has ended, however. */
  async idle(): Promise<void> {
    await this.#committing;
  }

  async #committed(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  async #commitAll(): Promise<void> {
    // Calls that came with the same turn of the event loop share the first commit.
    await new Promise(setImmediate);
    while (this.#waiting.length > 0 && this.#failure === undefined) {
      const batch = this.#batch;
      const waiting = this.#waiting;
      this.#batch = new Batch();
      this.#waiting = [];
      this.#written = waiting;
      try {
        if (!batch.isEmpty) await this.#listener.write(batch.rows());
      } catch (error) {
        this.fail(error);
        break;
      }
      this.#written = [];
      for (const { resolve } of waiting) resolve();
      if (batch.changes.length > 0) this.#listener.onChanges(batch.changes);
      if (batch.messageCount > 0) this.#listener.onBroadcast();
      for (const action of batch.actions) action();
      // Answers are written, and further calls read, before the next commit keeps the thread.
      if (this.#waiting.length > 0) await new Promise(setImmediate);
    }
    this.#committing = undefined;
  }
}

interface PromiseWithFate {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}
