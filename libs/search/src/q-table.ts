import { ActionValues } from './action-values.js';
import type { LayerCode, LegalCodes } from './layer-code.js';
import type { RandomSource } from './random-source.js';

/** Value of an action in a state. */
export interface QValue {
  readonly state: LayerCode;
  readonly action: LayerCode;
  readonly value: number;
}

/**
 * Q(s, a). Only tried actions are kept; the untried ones of a state, hundreds at a deep index, share the
 * initial value and are counted, never listed.
 */
export class QTable {
  readonly #initialValue: number;
  readonly #rows = new Map<LayerCode, ActionValues>();
  #changed = new Map<LayerCode, Set<LayerCode>>();

  constructor(initialValue: number) {
    this.#initialValue = initialValue;
  }

  /** Q(s, a). */
  value(state: LayerCode, action: LayerCode): number {
    return this.#rows.get(state)?.get(action.rank) ?? this.#initialValue;
  }

  /** Sets Q(s, a), from when on the action counts as tried. */
  set(state: LayerCode, action: LayerCode, value: number): void {
    this.restore({ state, action, value });
    this.#noteChange(state, action);
  }

  /** Moves Q(s, a) towards a target by the learning rate: (1 − α) · Q(s, a) + α · target. */
  moveTowards(state: LayerCode, action: LayerCode, target: number, learningRate: number): void {
    const row = this.#rowOf(state);
    const value = row.get(action.rank) ?? this.#initialValue;
    row.set(action.rank, (1 - learningRate) * value + learningRate * target);
    this.#noteChange(state, action);
  }

  /** Sets a value that is known to the outside, so that {@link takeChanges} does not tell it. */
  restore({ state, action, value }: QValue): void {
    this.#rowOf(state).set(action.rank, value);
  }

  #rowOf(state: LayerCode): ActionValues {
    let row = this.#rows.get(state);
    if (row === undefined) {
      row = new ActionValues();
      this.#rows.set(state, row);
    }
    return row;
  }

  #noteChange(state: LayerCode, action: LayerCode): void {
    const actions = this.#changed.get(state);
    if (actions === undefined) this.#changed.set(state, new Set([action]));
    else actions.add(action);
  }

  /** The highest Q(s, a) over all legal actions. */
  best(state: LayerCode, legal: LegalCodes): number {
    const row = this.#rows.get(state);
    if (row === undefined) return this.#initialValue;
    return row.size < legal.codes.length ? Math.max(row.highest, this.#initialValue) : row.highest;
  }

  /** A legal action of the highest value; of several, tried or not, each is equally likely. */
  drawBest(state: LayerCode, legal: LegalCodes, random: RandomSource): LayerCode {
    const row = this.#rows.get(state);
    if (row === undefined) return random.pick(legal.codes);
    const best = this.best(state, legal);
    // By rank: the order in which actions were tried is not part of the state.
    const tied = row.ranksOf(best);
    const untried = best === this.#initialValue ? legal.codes.length - row.size : 0;
    const chosen = random.below(tied.length + untried);
    return legal.codes[tied[chosen] ?? row.untriedRank(chosen - tied.length)] as LayerCode;
  }

  /** All values. The table may be changed in between. */
  *entries(legalAfter: (state: LayerCode) => LegalCodes): Generator<QValue> {
    for (const [state, row] of this.#rows) {
      const { codes } = legalAfter(state);
      for (const [rank, value] of row.entries()) yield { state, action: codes[rank] as LayerCode, value };
    }
  }

  /** The values set since the last call. */
  takeChanges(): readonly QValue[] {
    const changed = this.#changed;
    this.#changed = new Map();
    const changes: QValue[] = [];
    for (const [state, actions] of changed) {
      const row = this.#rowOf(state);
      for (const action of actions) changes.push({ state, action, value: row.get(action.rank) as number });
    }
    return changes;
  }
}
