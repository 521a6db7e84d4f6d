import type { MeasuredFigures } from './store/measured-figures.js';

const FIGURES = ['accuracy', 'reward', 'flops', 'parameters', 'activation_bytes'] as const;
type Figure = (typeof FIGURES)[number];

/** Blocks, numbered as they come, with the means over their evaluations: some hundred bytes each. */
export class MeanFigures {
  readonly ids: string[] = [];
  readonly datasets = new Set<string>();
  evaluations = 0;
  readonly #numbers = new Map<string, number>();
  readonly #counts: number[] = [];
  readonly #sums: Readonly<Record<Figure, number[]>> = {
    accuracy: [],
    reward: [],
    flops: [],
    parameters: [],
    activation_bytes: [],
  };

  add(rows: readonly MeasuredFigures[]): void {
    for (const row of rows) {
      const number = this.#numberOf(row.block);
      this.#counts[number] = (this.#counts[number] ?? 0) + 1;
      for (const figure of FIGURES) {
        const sums = this.#sums[figure];
        sums[number] = (sums[number] ?? 0) + row[figure];
      }
      this.datasets.add(row.dataset);
    }
    this.evaluations += rows.length;
  }

  /** Undefined for a block of which no evaluation came. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  mean(number: number, figure: Figure): number {
    return (this.#sums[figure][number] ?? 0) / (this.#counts[number] ?? 1);
  }

  #numberOf(id: string): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.ids.push(id) - 1;
      this.#numbers.set(id, number);
    }
    return number;
  }
}
