// Original file: proto/blockqnn/domain/v1/recipe.proto


/**
 * Early-stop training recipe (BlockQNN, CVPR 2018): Adam with a step-wise decaying
 * learning rate, restarted with a smaller rate where the first epoch learns nothing.
 */
export interface RecipeInput {
  /**
   * Passes over the training images; 1 to 1,000. Paper: 12.
   */
  'epochs'?: (number);
  /**
   * Images per step; 1 to 4,096. Paper: 256.
   */
  'batchSize'?: (number);
  /**
   * Initial learning rate; above 0, at most 10. Paper: 0.001.
   */
  'learningRate'?: (number | string);
  /**
   * Factor on the learning rate at every step of the schedule; above 0, at most 1. Paper: 0.2.
   */
  'decayFactor'?: (number | string);
  /**
   * Epochs between steps of the schedule; 1 to 1,000. Paper: 5.
   */
  'decayEpochs'?: (number);
  /**
   * Factor on the learning rate at a restart; above 0, below 1. Paper: 0.4.
   */
  'restartFactor'?: (number | string);
  /**
   * Restarts at most; 0 to 20. Paper: 5.
   */
  'maxRestarts'?: (number);
  /**
   * Share of the training images held out to measure accuracy, balanced over the classes; at
   * least 0.01, at most 0.5.
   */
  'validationFraction'?: (number | string);
  /**
   * Pixels of black padding before a random crop of the original size; 0 (off) to 16. Paper: 4.
   */
  'cropPadding'?: (number);
  /**
   * Whether half of the training images, drawn at random, are mirrored left to right.
   */
  'horizontalFlip'?: (boolean);
}

/**
 * Early-stop training recipe (BlockQNN, CVPR 2018): Adam with a step-wise decaying
 * learning rate, restarted with a smaller rate where the first epoch learns nothing.
 */
export interface Recipe {
  /**
   * Passes over the training images; 1 to 1,000. Paper: 12.
   */
  'epochs': (number);
  /**
   * Images per step; 1 to 4,096. Paper: 256.
   */
  'batchSize': (number);
  /**
   * Initial learning rate; above 0, at most 10. Paper: 0.001.
   */
  'learningRate': (number);
  /**
   * Factor on the learning rate at every step of the schedule; above 0, at most 1. Paper: 0.2.
   */
  'decayFactor': (number);
  /**
   * Epochs between steps of the schedule; 1 to 1,000. Paper: 5.
   */
  'decayEpochs': (number);
  /**
   * Factor on the learning rate at a restart; above 0, below 1. Paper: 0.4.
   */
  'restartFactor': (number);
  /**
   * Restarts at most; 0 to 20. Paper: 5.
   */
  'maxRestarts': (number);
  /**
   * Share of the training images held out to measure accuracy, balanced over the classes; at
   * least 0.01, at most 0.5.
   */
  'validationFraction': (number);
  /**
   * Pixels of black padding before a random crop of the original size; 0 (off) to 16. Paper: 4.
   */
  'cropPadding': (number);
  /**
   * Whether half of the training images, drawn at random, are mirrored left to right.
   */
  'horizontalFlip': (boolean);
}
