import { setImmediate as otherWork } from 'node:timers/promises';
import { distanceBound, readSketch, SKETCH_BYTES, type BlockSketch } from '@blockqnn/nsc';
import { sketchesAfter } from './store/blocks.js';
import type { Database } from './store/tables.js';

/** Rows read at once: some ten milliseconds. */
const CHUNK = 20_000;

/**
 * The sketches of all evaluated blocks, in memory: {@link SKETCH_BYTES} + 8 bytes a block. Blocks never change, and come
 * in the order of their ordinals, so only what is new is read.
 */
export class BlockSketches {
  readonly #db: Database;
  #sketches = new Uint8Array(CHUNK * SKETCH_BYTES);
  #ordinals = new Float64Array(CHUNK);
  #count = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(db: Database) {
    this.#db = db;
  }

  /** Reads what came in since; resolves when that is done. */
  refresh(): Promise<void> {
    // One after the other, whatever became of the one before.
    this.#reading = this.#reading.catch(() => undefined).then(() => this.#read());
    return this.#reading;
  }

  /**
   * Ordinals of blocks by the lower bounds of their distance, which are multiples of ½: the place in the outer array is
   * twice the bound.
   */
  ordinalsByBound(sketch: BlockSketch, isWanted: (ordinal: number) => boolean): readonly number[][] {
    const byBound: (number[] | undefined)[] = [];
    for (let at = 0; at < this.#count; at++) {
      const ordinal = this.#ordinals[at] as number;
      if (!isWanted(ordinal)) continue;
      const place = 2 * distanceBound(sketch, this.#sketches, at);
      (byBound[place] ??= []).push(ordinal);
    }
    return Array.from(byBound, (ordinals) => ordinals ?? []);
  }

  async #read(): Promise<void> {
    for (;;) {
      const last = this.#count === 0 ? 0 : (this.#ordinals[this.#count - 1] as number);
      const rows = await sketchesAfter(this.#db, last, CHUNK);
      this.#grow(this.#count + rows.length);
      for (const { ordinal, sketch } of rows) {
        readSketch(sketch, this.#sketches, this.#count);
        this.#ordinals[this.#count] = ordinal;
        this.#count += 1;
      }
      if (rows.length < CHUNK) return;
      await otherWork();
    }
  }

  #grow(count: number): void {
    if (count <= this.#ordinals.length) return;
    const size = Math.max(count, 2 * this.#ordinals.length);
    const sketches = new Uint8Array(size * SKETCH_BYTES);
    sketches.set(this.#sketches);
    this.#sketches = sketches;
    const ordinals = new Float64Array(size);
    ordinals.set(this.#ordinals);
    this.#ordinals = ordinals;
  }
}
