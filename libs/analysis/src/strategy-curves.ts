import { MovingMean } from './moving-mean.js';
import { SearchHistory, type PlacedEvaluation } from './search-history.js';
import { Spread } from './spread.js';

/** An evaluation, as strategies are compared by it. */
export interface ComparedEvaluation extends PlacedEvaluation {
  /** Empty for what was imported. */
  readonly strategy: string;
  readonly search: string;
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

/** Searches by their names. */
type Strategy = Map<string, SearchHistory>;

/**
 * Curves from evaluations that come in any order and count in that of their completion. A failure is an evaluation:
 * it takes its place in the count and in the window, leaves the best as it is, and stands in no mean.
 */
export class StrategyCurves {
  readonly #window: number;
  readonly #strategies = new Map<string, Strategy>();

  /** @param window - how many of the last evaluations the mean is over; 1 or more */
  constructor(window: number) {
    this.#window = window;
  }

  add({ strategy, search, ...evaluation }: ComparedEvaluation): void {
    const searches = entryOf(this.#strategies, strategy, () => new Map<string, SearchHistory>());
    entryOf(searches, search, () => new SearchHistory()).add(evaluation);
  }

  /** In order of name, with at most so many evenly spaced points each, 2 or more; the first and last are there. */
  curves(maxPoints: number): StrategyCurve[] {
    return [...this.#strategies]
      .sort(([one], [two]) => (one < two ? -1 : 1))
      .map(([strategy, searches]) => ({ strategy, ...this.#curve([...searches.values()], maxPoints) }));
  }

  #curve(searches: readonly SearchHistory[], maxPoints: number): Omit<StrategyCurve, 'strategy'> {
    const longest = searches.reduce((most, { length }) => Math.max(most, length), 0);
    const points = evenlySpaced(longest, maxPoints).map((evaluations) => ({
      evaluations,
      best: new Spread(),
      mean: new Spread(),
    }));
    const failures = searches.map((search) => follow(search.accuracies(), this.#window, points));
    return {
      searches: searches.length,
      evaluations: searches.reduce((sum, { length }) => sum + length, 0),
      failures: failures.reduce((sum, count) => sum + count, 0),
      points,
    };
  }
}

/** Adds a search to the points that it comes to. Gives its failures. */
function follow(
  accuracies: readonly (number | null)[],
  window: number,
  points: readonly StrategyPoint[],
): number {
  const recent = new MovingMean(window);
  let best: number | undefined;
  let failures = 0;
  let next = 0;
  for (const [index, accuracy] of accuracies.entries()) {
    recent.push(accuracy);
    if (accuracy === null) failures += 1;
    else best = Math.max(best ?? accuracy, accuracy);
    const point = points[next];
    if (point?.evaluations !== index + 1) continue;
    point.best.addIfAny(best);
    point.mean.addIfAny(recent.value);
    next += 1;
  }
  return failures;
}

function entryOf<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const value = make();
  map.set(key, value);
  return value;
}

/** Of 1 to `last`, at most `count` numbers, ascending, with the first and the last. */
export function evenlySpaced(last: number, count: number): number[] {
  if (last <= count) return Array.from({ length: last }, (_, index) => index + 1);
  return Array.from({ length: count }, (_, index) => 1 + Math.round((index * (last - 1)) / (count - 1)));
}
