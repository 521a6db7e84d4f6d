/** What a block's evaluation brought, and what the block costs. */
export interface Measurement {
  /** Early-stop validation accuracy; 0 to 1. A block that could not be trained counts as 0. */
  readonly accuracy: number;
  /** Of the whole network, one image's forward pass; above 0. */
  readonly flops: number;
  /** Edges / nodes of the block's graph; above 0. */
  readonly density: number;
}

/** How much cost and density weigh against accuracy (paper, on the early-stop strategy). Finite, at least 0. */
export interface RewardWeights {
  /** μ: percent points for each e-fold of FLOPs. */
  readonly mu: number;
  /** ρ: percent points for each e-fold of density. */
  readonly rho: number;
}

/** The paper's weights on CIFAR-100. */
export const DEFAULT_REWARD_WEIGHTS: RewardWeights = { mu: 1, rho: 8 };

/**
 * The corrected reward in percent points: 100 · accuracy − μ · ln(FLOPs / 10⁶) − ρ · ln(density), so that
 * complex and dense blocks, which converge later, are not misjudged by their early accuracy (paper, on the
 * early-stop strategy). Throws RangeError on a value out of range.
 */
export function correctedReward(
  measurement: Measurement,
  weights: RewardWeights = DEFAULT_REWARD_WEIGHTS,
): number {
  const { accuracy, flops, density } = measurement;
  if (!(accuracy >= 0 && accuracy <= 1)) {
    throw new RangeError(`accuracy is ${accuracy}; it must be between 0 and 1`);
  }
  requireAboveZero('flops', flops);
  requireAboveZero('density', density);
  requireWeight('mu', weights.mu);
  requireWeight('rho', weights.rho);
  return 100 * accuracy - weights.mu * Math.log(flops / 1e6) - weights.rho * Math.log(density);
}

function requireAboveZero(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} is ${value}; it must be finite and above 0`);
  }
}

function requireWeight(name: string, value: number): void {
  if (!(value >= 0 && Number.isFinite(value))) {
    throw new RangeError(`${name} is ${value}; it must be finite and at least 0`);
  }
}
