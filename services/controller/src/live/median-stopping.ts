import type { MedianStopping as Rule } from '../domain/search.js';
import type { Epoch } from '@blockqnn/training/recipes';

type Curve = readonly Pick<Epoch, 'number' | 'accuracy'>[];

/**
 * The median stopping rule (Golovin et al., Google Vizier, KDD 2017): a trial is hopeless at an epoch where
 * its best accuracy so far is below the median of the running averages that the completed trials had then.
 */
export class MedianStopping {
  readonly #rule: Rule;
  /** By epoch, from 0: running averages of the completed trials that came so far, ascending. */
  readonly #averages: number[][] = [];
  #curveCount = 0;

  constructor(rule: Rule) {
    this.#rule = rule;
  }

  /** Takes a completed trial's curve into account; one without epochs counts for nothing. */
  add(curve: Curve): void {
    if (curve.length === 0) return;
    this.#curveCount += 1;
    let sum = 0;
    for (const [index, { accuracy }] of curve.entries()) {
      sum += accuracy;
      insertSorted((this.#averages[index] ??= []), sum / (index + 1));
    }
  }

  /** Whether a trial with these epochs so far should be ended. */
  isHopeless(curve: Curve): boolean {
    if (this.#curveCount < this.#rule.minTrials || curve.length < this.#rule.minEpochs) return false;
    const averages = this.#averages[curve.length - 1];
    if (averages === undefined || averages.length === 0) return false;
    const best = Math.max(...curve.map(({ accuracy }) => accuracy));
    return best < median(averages);
  }
}

function median(ascending: readonly number[]): number {
  const middle = Math.floor(ascending.length / 2);
  const upper = ascending[middle] ?? 0;
  return ascending.length % 2 === 1 ? upper : (upper + (ascending[middle - 1] ?? 0)) / 2;
}

function insertSorted(ascending: number[], value: number): void {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  ascending.splice(low, 0, value);
}
