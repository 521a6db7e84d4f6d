import type { Block } from '@blockqnn/nsc';

/** What a strategy asks to have evaluated. */
export interface Proposal {
  /** As drawn, not canonical: the strategy learns on the code that it drew. */
  readonly block: Block;
}

/** The reward of a block that the strategy drew. */
export interface Observation {
  readonly block: Block;
  /** Corrected reward, in percent points of accuracy. */
  readonly reward: number;
  /**
   * The reward cost none of the budget: the block was known under another code or the same, or could not be
   * evaluated at all. It is learned from, but neither advances schedules nor counts as experience. Left out:
   * false.
   */
  readonly free?: boolean;
}

/**
 * One entry of a strategy's state that changed. The state is a map from keys to JSON values; a store
 * keeps the newest value of each key and hands the entries back to restore the strategy.
 */
export interface StateEntry {
  /** ASCII without spaces, at most 200 characters; grammar in the strategy's own file. */
  readonly key: string;
  /** JSON text. */
  readonly value: string;
}

/**
 * Proposes blocks and learns from their rewards. Knows nothing of who evaluates them or where state is
 * kept. The same seed and the same sequence of calls give the same blocks, across restores too.
 */
export interface Strategy {
  /** Draws a block. `explore` forces a random draw, for callers that met too many known blocks. */
  propose(options?: { readonly explore?: boolean }): Proposal;
  /** Learns from a reward. The reward must be finite; otherwise RangeError. */
  observe(observation: Observation): void;
  /** Share of random decisions in the next proposal. */
  readonly epsilon: number;
  /** Entries changed since the last call (all of them at the first call of a new strategy). */
  takeChanges(): readonly StateEntry[];
  /**
   * The whole state, entry by entry. The strategy may be used in between: an entry has the value of the moment
   * in which it is taken, and one that is new by then may be left out.
   */
  entries(): Iterable<StateEntry>;
}

/** How a strategy is made; `state` is what {@link Strategy.takeChanges} gave, newest value per key. */
export interface StrategyOptions {
  readonly kind: StrategyKind;
  /** 0 to 2^32 − 1. */
  readonly seed: number;
  /** Evaluations that the search may spend; scales schedules. */
  readonly budget: number;
  /** Layers that a block may have; 1 to 23. */
  readonly maxLayers: number;
  /** Empty for a new search. */
  readonly state: Iterable<StateEntry>;
}

export const STRATEGY_KINDS = ['q-learning', 'random'] as const;
export type StrategyKind = (typeof STRATEGY_KINDS)[number];
