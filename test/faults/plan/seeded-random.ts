import { createHash } from 'node:crypto';

/** Random decisions that follow from a seed and a label alone, so that each purpose has its own. */
export class SeededRandom {
  #bits: number;

  constructor(seed: number, label: string) {
    this.#bits = createHash('sha256').update(`${seed}/${label}`).digest().readInt32LE(0);
  }

  /** In [0, 1) (mulberry32). */
  next(): number {
    this.#bits = (this.#bits + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#bits ^ (this.#bits >>> 15), 1 | this.#bits);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** An integer, both ends included. */
  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Throws RangeError where there is nothing to pick from. */
  pick<Item>(items: readonly Item[]): Item {
    const item = items[this.between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  }
}
