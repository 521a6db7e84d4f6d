// Original file: proto/blockqnn/controller/v1/controller.proto


/**
 * Weights of the corrected reward (paper, on early stop): 100 * accuracy - mu * ln(flops / 10^6)
 * - rho * ln(density).
 */
export interface RewardWeightsInput {
  /**
   * Weight of the FLOPs term; 0 to 100. Paper: 1 on CIFAR-100.
   */
  'mu'?: (number | string);
  /**
   * Weight of the density term; 0 to 100. Paper: 8 on CIFAR-100.
   */
  'rho'?: (number | string);
}

/**
 * Weights of the corrected reward (paper, on early stop): 100 * accuracy - mu * ln(flops / 10^6)
 * - rho * ln(density).
 */
export interface RewardWeights {
  /**
   * Weight of the FLOPs term; 0 to 100. Paper: 1 on CIFAR-100.
   */
  'mu': (number);
  /**
   * Weight of the density term; 0 to 100. Paper: 8 on CIFAR-100.
   */
  'rho': (number);
}
