import type { LayerCode, LegalCodes } from './layer-code.js';
import type { RandomSource } from './random-source.js';

/** Value of an action in a state. */
export interface QValue {
  readonly state: LayerCode;
  readonly action: LayerCode;
  readonly value: number;
}

type Row = Map<LayerCode, number>;

/**
 * Q(s, a). Only tried actions are kept; the untried ones of a state, hundreds at a deep index, share the
 * initial value and are counted, never listed.
 */
export class QTable {
  readonly #initialValue: number;
  readonly #rows = new Map<LayerCode, Row>();
  #changed = new Map<LayerCode, Set<LayerCode>>();

  constructor(initialValue: number) {
    this.#initialValue = initialValue;
  }

  /** Q(s, a). */
  value(state: LayerCode, action: LayerCode): number {
    return this.#rows.get(state)?.get(action) ?? this.#initialValue;
  }

  /** Sets Q(s, a), from when on the action counts as tried. */
  set(state: LayerCode, action: LayerCode, value: number): void {
    this.restore({ state, action, value });
    const actions = this.#changed.get(state);
    if (actions === undefined) this.#changed.set(state, new Set([action]));
    else actions.add(action);
  }

  /** Sets a value that is known to the outside, so that {@link takeChanges} does not tell it. */
  restore({ state, action, value }: QValue): void {
    const row = this.#rows.get(state);
    if (row === undefined) this.#rows.set(state, new Map([[action, value]]));
    else row.set(action, value);
  }

  /** The highest Q(s, a) over all legal actions. */
  best(state: LayerCode, legal: LegalCodes): number {
    const row = this.#rows.get(state);
    if (row === undefined) return this.#initialValue;
    let best = row.size < legal.codes.length ? this.#initialValue : -Infinity;
    for (const value of row.values()) if (value > best) best = value;
    return best;
  }

  /** A legal action of the highest value; of several, tried or not, each is equally likely. */
  drawBest(state: LayerCode, legal: LegalCodes, random: RandomSource): LayerCode {
    const row = this.#rows.get(state);
    if (row === undefined) return random.pick(legal.codes);
    const best = this.best(state, legal);
    const tied = [...row].filter(([, value]) => value === best).map(([action]) => action);
    const untried = best === this.#initialValue ? legal.codes.length - row.size : 0;
    const chosen = random.below(tied.length + untried);
    // By rank: the order in which actions were tried is not part of the state.
    if (chosen < tied.length) return tied.toSorted((a, b) => a.rank - b.rank)[chosen] as LayerCode;
    return untriedCode(legal, row, chosen - tied.length);
  }

  /** The values set since the last call. */
  takeChanges(): readonly QValue[] {
    const changed = this.#changed;
    this.#changed = new Map();
    return [...changed].flatMap(([state, actions]) =>
      [...actions].map((action) => ({ state, action, value: this.value(state, action) })),
    );
  }
}

/** The untried action that has `place` untried ones before it. */
function untriedCode(legal: LegalCodes, row: Row, place: number): LayerCode {
  let rank = place;
  for (const tried of [...row.keys()].map((action) => action.rank).toSorted((a, b) => a - b)) {
    if (tried <= rank) rank += 1;
  }
  return legal.codes[rank] as LayerCode;
}
