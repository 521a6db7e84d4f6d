export {
  type Batch,
  batchSize,
  type CutOut,
  type DecodedImages,
  type LoadedSelection,
  type MixUp,
} from './batch.js';
export { createEngine } from './create-engine.js';
export type { Engine, EngineInfo, LoadedImages, OpenNetwork } from './engine.js';
export { epochBatches, type EpochRecipe } from './epoch-batches.js';
export { learningOf } from './learning-of.js';
export type { BatchLoss, EpochResult } from './loss-sums.js';
export type { NetworkState } from './network-state.js';
export {
  ADAM,
  type AdamOptimiser,
  type Learning,
  type Optimiser,
  PLAIN_LEARNING,
  type SgdOptimiser,
} from './optimiser.js';
export type { Epoch, TrainingOutcome } from './outcome.js';
export { EARLY_STOP_RECIPE, QUICK_RECIPE, type Recipe, recipeSchema, searchRecipeSchema } from './recipe.js';
export {
  type Batches,
  evaluate,
  type EpochPosition,
  plainBatches,
  type StepDone,
  trainEpoch,
  type TrainEpochOptions,
} from './run-epoch.js';
export { type StepProgress, trainBlock, type TrainBlockOptions } from './train-block.js';
export { OutOfMemoryError } from './training-error.js';
export { splitForValidation, type ValidationSplit } from './validation-split.js';
