/**
 * Every number that Q-learning depends on. Those of the paper (BlockQNN, CVPR 2018, training details) are
 * marked "Paper"; what it leaves open is marked "Ours" and argued in docs/q-learning.md.
 */
export interface HyperParameters {
  /** α: share of the way that a value moves to its target at each update; in (0, 1]. Paper: 0.01. */
  readonly learningRate: number;
  /** γ: weight of what follows against what is at hand; in [0, 1]. Paper: 1. */
  readonly discount: number;
  /** Blocks in an iteration, the unit of the ε-schedule and of replay; above 0. Paper: 64. */
  readonly iterationBlocks: number;
  /** Remembered blocks that are learned from again after an iteration. Paper: 64. */
  readonly replayDraws: number;
  /** Exploration over the iterations, in order; the last ε holds for good. Paper: the phases below. */
  readonly epsilonSchedule: readonly EpsilonPhase[];
  /** Value of an action that was never tried, on the scale that {@link zeroMeans} defines. Ours: 0. */
  readonly initialValue: number;
  /**
   * Where the rewards' scale has its zero: at `zeroMeans` times the mean plus `zeroDeviations` times the
   * standard deviation of all rewards observed so far, in percent points. Ours: 1 and 1. 0 and 0 let the
   * corrected reward in as it is.
   */
  readonly zeroMeans: number;
  readonly zeroDeviations: number;
}

/** So many iterations in a row with the same share of random decisions. */
export interface EpsilonPhase {
  /** In [0, 1]. */
  readonly epsilon: number;
  readonly iterations: number;
}

/** What the paper used for its 11,392 blocks. */
export const PAPER_HYPER_PARAMETERS = {
  learningRate: 0.01,
  discount: 1,
  iterationBlocks: 64,
  replayDraws: 64,
  epsilonSchedule: [
    { epsilon: 1.0, iterations: 95 },
    { epsilon: 0.9, iterations: 7 },
    { epsilon: 0.8, iterations: 7 },
    { epsilon: 0.7, iterations: 7 },
    { epsilon: 0.6, iterations: 10 },
    { epsilon: 0.5, iterations: 10 },
    { epsilon: 0.4, iterations: 10 },
    { epsilon: 0.3, iterations: 10 },
    { epsilon: 0.2, iterations: 10 },
    { epsilon: 0.1, iterations: 12 },
  ],
  initialValue: 0,
  zeroMeans: 1,
  zeroDeviations: 1,
} as const satisfies HyperParameters;
