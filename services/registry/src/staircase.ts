/** A point of two costs. */
interface Step {
  readonly first: number;
  readonly second: number;
}

/** Points of two costs of which none is at most equal to another in both; the first cost rises, the second falls. */
export class Staircase {
  readonly #steps: Step[] = [];

  /** Adds a point, and gives whether it was added: not where one that is there costs no more in both. */
  add(first: number, second: number): boolean {
    const at = this.#countUpTo(first);
    const before = this.#steps[at - 1];
    if (before !== undefined && before.second <= second) return false;
    // What costs as much in the first stands last before it, and falls with those behind.
    const begin = before?.first === first ? at - 1 : at;
    let end = begin;
    while ((this.#steps[end]?.second ?? Number.NEGATIVE_INFINITY) >= second) end += 1;
    this.#steps.splice(begin, end - begin, { first, second });
    return true;
  }

  /** How many steps have a first cost of at most so much. */
  #countUpTo(first: number): number {
    let [low, high] = [0, this.#steps.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#steps[middle] as Step).first <= first) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
