import { setImmediate as otherWork } from 'node:timers/promises';
import { BlockIndex, type NearBlock, type NearestWanted } from '@blockqnn/nsc';
import { blocksAfter } from './store/blocks.js';
import type { Database } from './store/tables.js';

/** Rows read at once: some milliseconds. */
const CHUNK = 1000;

/**
 * All evaluated blocks in memory, as a {@link BlockIndex}. Blocks never change, and come in the order of their ordinals,
 * so only what is new is read.
 */
export class KnownBlocks implements AsyncDisposable {
  readonly #db: Database;
  readonly #index = new BlockIndex();
  #last = 0;
  #reading: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(db: Database) {
    this.#db = db;
  }

  get size(): number {
    return this.#index.size;
  }

  /** Reads what came in since; resolves when that is done. */
  refresh(): Promise<void> {
    // One after the other, whatever became of the one before.
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    return this.#reading;
  }

  /** The nearest of the blocks read so far. Rejects with the signal's reason when it aborts. */
  async nearest(wanted: NearestWanted, signal: AbortSignal): Promise<readonly NearBlock[]> {
    const search = this.#index.nearest(wanted);
    for (;;) {
      const { done, value } = search.next();
      if (done) return value;
      await otherWork();
      signal.throwIfAborted();
    }
  }

  /** Ends reading; resolves when the database is left alone. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#reading.catch(() => undefined);
  }

  async #read(): Promise<void> {
    while (!this.#closed) {
      const rows = await blocksAfter(this.#db, this.#last, CHUNK);
      for (const { ordinal, block, nsc, sketch } of rows) {
        this.#index.add({ id: block, ordinal, nsc, sketch });
        this.#last = ordinal;
      }
      if (rows.length < CHUNK) return;
      await otherWork();
    }
  }
}
