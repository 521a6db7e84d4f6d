/**
 * The values of the actions that were tried in one state, by the actions' ranks. Sorted arrays, since a
 * search of 100,000 blocks holds a million values, and a draw looks at all of a state's; the highest is
 * remembered, since every update asks for it.
 */
export class ActionValues {
  readonly #ranks: number[] = [];
  readonly #values: number[] = [];
  /** NaN: to be looked for. */
  #highest = -Infinity;

  /** How many actions were tried. */
  get size(): number {
    return this.#ranks.length;
  }

  /** Undefined where the action was not tried. */
  get(rank: number): number | undefined {
    const place = this.#place(rank);
    return this.#ranks[place] === rank ? this.#values[place] : undefined;
  }

  set(rank: number, value: number): void {
    const place = this.#place(rank);
    if (this.#ranks[place] === rank) {
      if (this.#values[place] === this.#highest && value < this.#highest) this.#highest = NaN;
      this.#values[place] = value;
    } else {
      this.#ranks.splice(place, 0, rank);
      this.#values.splice(place, 0, value);
    }
    if (value > this.#highest) this.#highest = value;
  }

  /** The highest value; −∞ where no action was tried. */
  get highest(): number {
    if (Number.isNaN(this.#highest)) this.#highest = this.#values.reduce((a, b) => (b > a ? b : a));
    return this.#highest;
  }

  /** Ranks of the tried actions of a value, in ascending order. */
  ranksOf(value: number): readonly number[] {
    const found: number[] = [];
    for (
      let place = this.#values.indexOf(value);
      place !== -1;
      place = this.#values.indexOf(value, place + 1)
    ) {
      found.push(this.#ranks[place] as number);
    }
    return found;
  }

  /** Ranks and values. Actions that are tried meanwhile do no harm; another may come twice then. */
  *entries(): Generator<readonly [rank: number, value: number]> {
    for (let place = 0; place < this.#ranks.length; place += 1) {
      yield [this.#ranks[place] as number, this.#values[place] as number];
    }
  }

  /** The rank that no tried action has and that `place` others like it stand before. */
  untriedRank(place: number): number {
    let rank = place;
    for (const tried of this.#ranks) {
      if (tried > rank) break;
      rank += 1;
    }
    return rank;
  }

  /** Where a rank stands, or would stand. */
  #place(rank: number): number {
    let [low, high] = [0, this.#ranks.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#ranks[middle] as number) < rank) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
