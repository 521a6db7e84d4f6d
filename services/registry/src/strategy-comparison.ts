import { StrategyCurves, type StrategyCurve } from '@blockqnn/analysis';
import { MAX_DATASETS } from './block-analysis.js';
import type { Filter } from './filter/filter.js';
import { lastOrdinal } from './store/evaluations.js';
import { strategyEvaluations } from './store/strategy-evaluations.js';
import type { Database } from './store/tables.js';

export interface ComparisonQuery {
  readonly filter: Filter;
  /** Evaluations that a mean is over; 1 or more. */
  readonly window: number;
  /** Of a curve; 2 or more. */
  readonly maxPoints: number;
}

export interface StrategyComparison {
  readonly curves: readonly StrategyCurve[];
  /** In order of name. */
  readonly datasets: readonly string[];
}

/**
 * How good the blocks of each strategy are, by the number of evaluations that its searches had, in the order in which
 * these were completed: events may arrive late or again, and imports all at once.
 */
export async function compareStrategies(
  db: Database,
  { filter, window, maxPoints }: ComparisonQuery,
  signal: AbortSignal,
): Promise<StrategyComparison> {
  const curves = new StrategyCurves(window);
  const datasets = new Set<string>();
  const query = { filter, snapshot: await lastOrdinal(db) };
  for await (const batch of strategyEvaluations(db, query, signal)) {
    for (const evaluation of batch) {
      curves.add(evaluation);
      datasets.add(evaluation.dataset);
    }
  }
  return { curves: curves.curves(maxPoints), datasets: [...datasets].sort().slice(0, MAX_DATASETS) };
}
