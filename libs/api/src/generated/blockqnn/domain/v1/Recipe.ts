// Original file: proto/blockqnn/domain/v1/recipe.proto

import type { OptimiserInput as _blockqnn_domain_v1_OptimiserInput, Optimiser as _blockqnn_domain_v1_Optimiser } from '../../../blockqnn/domain/v1/Optimiser.js';
import type { ScheduleInput as _blockqnn_domain_v1_ScheduleInput, Schedule as _blockqnn_domain_v1_Schedule } from '../../../blockqnn/domain/v1/Schedule.js';

/**
 * How a network is trained. The paper's early-stop recipe (BlockQNN, CVPR 2018) is Adam with a
 * step-wise decaying learning rate, restarted with a smaller rate where the first epoch learns
 * nothing. A field that is left out has the value that switches off what it is for.
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
   * Factor on the learning rate at every step of the schedule; above 0, at most 1; 0 means 1.
   * Paper: 0.2.
   */
  'decayFactor'?: (number | string);
  /**
   * Epochs between steps of SCHEDULE_STEP; 1 to 1,000; 0 means 1,000. Paper: 5.
   */
  'decayEpochs'?: (number);
  /**
   * Factor on the learning rate at a restart; above 0, below 1; 0 means 0.4. Paper: 0.4.
   */
  'restartFactor'?: (number | string);
  /**
   * Restarts at most; 0 to 20. Paper: 5.
   */
  'maxRestarts'?: (number);
  /**
   * Share of the training images held out to measure accuracy, balanced over the classes; at
   * least 0.01, at most 0.5. 0, which a search does not take, trains on all of them and measures on
   * the test images.
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
  /**
   * What moves the weights.
   */
  'optimiser'?: (_blockqnn_domain_v1_OptimiserInput);
  /**
   * Of OPTIMISER_SGD; at least 0, below 1.
   */
  'momentum'?: (number | string);
  /**
   * Share of each kernel that is added to its gradient; 0 to 1.
   */
  'weightDecay'?: (number | string);
  /**
   * How the learning rate falls.
   */
  'schedule'?: (_blockqnn_domain_v1_ScheduleInput);
  /**
   * Epochs after which SCHEDULE_MILESTONES lowers the rate, ascending; each 1 to 1,000, at most 20.
   */
  'decayMilestones'?: (number)[];
  /**
   * Epochs in which the learning rate climbs in a straight line, step by step; 0 to 100.
   */
  'warmupEpochs'?: (number | string);
  /**
   * Of image folders: random crops take at least this share of the area and are resized; above 0,
   * at most 1; 0 means 1, the centre always.
   */
  'minCropArea'?: (number | string);
  /**
   * Side in pixels of a square that is blanked in each image; 0 (off) to 512.
   */
  'cutOut'?: (number);
  /**
   * Alpha of the beta distribution that decides how two images are mixed; 0 (off), or 0.01 to 1.
   */
  'mixUp'?: (number | string);
  /**
   * Share of the target that is spread over all classes; 0 (off) or more, below 1.
   */
  'labelSmoothing'?: (number | string);
}

/**
 * How a network is trained. The paper's early-stop recipe (BlockQNN, CVPR 2018) is Adam with a
 * step-wise decaying learning rate, restarted with a smaller rate where the first epoch learns
 * nothing. A field that is left out has the value that switches off what it is for.
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
   * Factor on the learning rate at every step of the schedule; above 0, at most 1; 0 means 1.
   * Paper: 0.2.
   */
  'decayFactor': (number);
  /**
   * Epochs between steps of SCHEDULE_STEP; 1 to 1,000; 0 means 1,000. Paper: 5.
   */
  'decayEpochs': (number);
  /**
   * Factor on the learning rate at a restart; above 0, below 1; 0 means 0.4. Paper: 0.4.
   */
  'restartFactor': (number);
  /**
   * Restarts at most; 0 to 20. Paper: 5.
   */
  'maxRestarts': (number);
  /**
   * Share of the training images held out to measure accuracy, balanced over the classes; at
   * least 0.01, at most 0.5. 0, which a search does not take, trains on all of them and measures on
   * the test images.
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
  /**
   * What moves the weights.
   */
  'optimiser': (_blockqnn_domain_v1_Optimiser);
  /**
   * Of OPTIMISER_SGD; at least 0, below 1.
   */
  'momentum': (number);
  /**
   * Share of each kernel that is added to its gradient; 0 to 1.
   */
  'weightDecay': (number);
  /**
   * How the learning rate falls.
   */
  'schedule': (_blockqnn_domain_v1_Schedule);
  /**
   * Epochs after which SCHEDULE_MILESTONES lowers the rate, ascending; each 1 to 1,000, at most 20.
   */
  'decayMilestones': (number)[];
  /**
   * Epochs in which the learning rate climbs in a straight line, step by step; 0 to 100.
   */
  'warmupEpochs': (number);
  /**
   * Of image folders: random crops take at least this share of the area and are resized; above 0,
   * at most 1; 0 means 1, the centre always.
   */
  'minCropArea': (number);
  /**
   * Side in pixels of a square that is blanked in each image; 0 (off) to 512.
   */
  'cutOut': (number);
  /**
   * Alpha of the beta distribution that decides how two images are mixed; 0 (off), or 0.01 to 1.
   */
  'mixUp': (number);
  /**
   * Share of the target that is spread over all classes; 0 (off) or more, below 1.
   */
  'labelSmoothing': (number);
}
