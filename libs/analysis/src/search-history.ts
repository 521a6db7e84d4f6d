/** An evaluation among those of its search. */
export interface PlacedEvaluation {
  /** Its number within the search. */
  readonly trial: number;
  /** When it was completed, in ms since 1970. */
  readonly completeMs: number;
  /** In [0, 1]; null for a failure. */
  readonly accuracy: number | null;
}

/** Evaluations of one search, which come in any order and are given in that of their completion. */
export class SearchHistory {
  // An array a figure takes a fraction of what an object an evaluation does.
  readonly #trials: number[] = [];
  readonly #completeMs: number[] = [];
  readonly #accuracies: number[] = [];
  #ordered = true;

  get length(): number {
    return this.#trials.length;
  }

  add({ trial, completeMs, accuracy }: PlacedEvaluation): void {
    const last = this.length - 1;
    this.#trials.push(trial);
    this.#completeMs.push(completeMs);
    this.#accuracies.push(accuracy ?? Number.NaN);
    this.#ordered &&= last < 0 || this.#compare(last, last + 1) <= 0;
  }

  /** In order of completion, those of one time in order of their trials; null for failures. */
  accuracies(): readonly (number | null)[] {
    const inOrder = this.#ordered ? this.#accuracies : this.#order().map((at) => this.#accuracies[at] ?? 0);
    return inOrder.map((accuracy) => (Number.isNaN(accuracy) ? null : accuracy));
  }

  #order(): number[] {
    return [...this.#trials.keys()].sort((one, two) => this.#compare(one, two));
  }

  #compare(one: number, two: number): number {
    const between = (values: readonly number[]) => (values[one] ?? 0) - (values[two] ?? 0);
    return between(this.#completeMs) || between(this.#trials);
  }
}
