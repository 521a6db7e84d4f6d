import { Spread } from './spread.js';
import { MovingMean } from './moving-mean.js';

/** An evaluation, as strategies are compared by it. */
export interface ComparedEvaluation {
  /** Empty for what was imported. */
  readonly strategy: string;
  readonly search: string;
  /** In [0, 1]; null for a failure. */
  readonly accuracy: number | null;
}

/** A strategy after so many evaluations in each of its searches. */
export interface StrategyPoint {
  /** Failures included, from 1. */
  readonly evaluations: number;
  /** Best accuracy so far, over the searches that have had so many and a measured one among them. */
  readonly best: Spread;
  /** Mean accuracy of the measured ones among the last, over the searches that have any among these. */
  readonly mean: Spread;
}

export interface StrategyCurve {
  readonly strategy: string;
  readonly searches: number;
  readonly evaluations: number;
  readonly failures: number;
  readonly points: readonly StrategyPoint[];
}

interface Search {
  evaluations: number;
  best: number | undefined;
  readonly recent: MovingMean;
}

interface Strategy {
  readonly searches: Map<string, Search>;
  /** By number of evaluations, less one. */
  readonly best: Spread[];
  readonly mean: Spread[];
  evaluations: number;
  failures: number;
}

/**
 * Curves from evaluations that come one by one, those of a search in the order in which they were made. A
 * failure is an evaluation: it takes its place in the count and in the window, leaves the best as it is, and
 * stands in no mean.
 */
export class StrategyCurves {
  readonly #window: number;
  readonly #strategies = new Map<string, Strategy>();

  /** @param window - how many of the last evaluations the mean is over; 1 or more */
  constructor(window: number) {
    this.#window = window;
  }

  add({ strategy: name, search: searchName, accuracy }: ComparedEvaluation): void {
    const strategy = this.#strategy(name);
    const search = this.#search(strategy, searchName);
    strategy.evaluations += 1;
    search.evaluations += 1;
    search.recent.push(accuracy);
    if (accuracy === null) strategy.failures += 1;
    else search.best = Math.max(search.best ?? accuracy, accuracy);
    spreadAt(strategy.best, search.evaluations).addIfAny(search.best);
    spreadAt(strategy.mean, search.evaluations).addIfAny(search.recent.value);
  }

  /** In order of name, with at most so many evenly spaced points each, 2 or more; the first and last are there. */
  curves(maxPoints: number): StrategyCurve[] {
    return [...this.#strategies]
      .sort(([one], [two]) => (one < two ? -1 : 1))
      .map(([strategy, { searches, best, mean, evaluations, failures }]) => ({
        strategy,
        searches: searches.size,
        evaluations,
        failures,
        points: evenlySpaced(best.length, maxPoints).map((number) => ({
          evaluations: number,
          best: best[number - 1] ?? new Spread(),
          mean: mean[number - 1] ?? new Spread(),
        })),
      }));
  }

  #strategy(name: string): Strategy {
    const known = this.#strategies.get(name);
    if (known) return known;
    const strategy = { searches: new Map<string, Search>(), best: [], mean: [], evaluations: 0, failures: 0 };
    this.#strategies.set(name, strategy);
    return strategy;
  }

  #search({ searches }: Strategy, name: string): Search {
    const known = searches.get(name);
    if (known) return known;
    const search = { evaluations: 0, best: undefined, recent: new MovingMean(this.#window) };
    searches.set(name, search);
    return search;
  }
}

function spreadAt(spreads: Spread[], number: number): Spread {
  return (spreads[number - 1] ??= new Spread());
}

/** Of 1 to `last`, at most `count` numbers, ascending, with the first and the last. */
export function evenlySpaced(last: number, count: number): number[] {
  if (last <= count) return Array.from({ length: last }, (_, index) => index + 1);
  return Array.from({ length: count }, (_, index) => 1 + Math.round((index * (last - 1)) / (count - 1)));
}
