// Original file: proto/blockqnn/registry/v1/registry.proto

/**
 * Which weights a model carries.
 */
export const WeightsState = {
  /**
   * In a request: trained where there are any, otherwise initialised. Never sent in a response.
   */
  WEIGHTS_STATE_UNSPECIFIED: 'WEIGHTS_STATE_UNSPECIFIED',
  /**
   * Fresh random weights (He initialisation) from the seed.
   */
  WEIGHTS_STATE_INITIALISED: 'WEIGHTS_STATE_INITIALISED',
  /**
   * The weights that an evaluation or a full training trained.
   */
  WEIGHTS_STATE_TRAINED: 'WEIGHTS_STATE_TRAINED',
} as const;

/**
 * Which weights a model carries.
 */
export type WeightsStateInput =
  /**
   * In a request: trained where there are any, otherwise initialised. Never sent in a response.
   */
  | 'WEIGHTS_STATE_UNSPECIFIED'
  | 0
  /**
   * Fresh random weights (He initialisation) from the seed.
   */
  | 'WEIGHTS_STATE_INITIALISED'
  | 1
  /**
   * The weights that an evaluation or a full training trained.
   */
  | 'WEIGHTS_STATE_TRAINED'
  | 2

/**
 * Which weights a model carries.
 */
export type WeightsState = typeof WeightsState[keyof typeof WeightsState]
