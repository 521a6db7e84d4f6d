// Original file: proto/blockqnn/domain/v1/recipe.proto

/**
 * What moves the weights.
 */
export const Optimiser = {
  /**
   * Means OPTIMISER_ADAM.
   */
  OPTIMISER_UNSPECIFIED: 'OPTIMISER_UNSPECIFIED',
  /**
   * Adam with beta 0.9 and 0.999, epsilon 1e-8.
   */
  OPTIMISER_ADAM: 'OPTIMISER_ADAM',
  /**
   * Gradient descent with momentum.
   */
  OPTIMISER_SGD: 'OPTIMISER_SGD',
} as const;

/**
 * What moves the weights.
 */
export type OptimiserInput =
  /**
   * Means OPTIMISER_ADAM.
   */
  | 'OPTIMISER_UNSPECIFIED'
  | 0
  /**
   * Adam with beta 0.9 and 0.999, epsilon 1e-8.
   */
  | 'OPTIMISER_ADAM'
  | 1
  /**
   * Gradient descent with momentum.
   */
  | 'OPTIMISER_SGD'
  | 2

/**
 * What moves the weights.
 */
export type Optimiser = typeof Optimiser[keyof typeof Optimiser]
