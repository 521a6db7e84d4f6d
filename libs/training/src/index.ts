export {
  type Batch,
  batchSize,
  type CutOut,
  type DecodedImages,
  type LoadedSelection,
  type MixUp,
} from './batch.js';
export { type Checkpoint, type CheckpointStore, ForeignCheckpointError } from './checkpoint.js';
export { EARLY_STOP_RECIPE, FULL_RECIPE, IMAGENET_RECIPE, QUICK_RECIPE } from './built-in-recipes.js';
export { CheckpointFolder, type CheckpointFolderOptions } from './checkpoint-folder.js';
export { createEngine, type EngineOptions } from './create-engine.js';
export type { Engine, EngineInfo, OpenNetwork } from './engine.js';
export type { LoadedImages } from './loaded-images.js';
export { epochBatches, type EpochRecipe } from './epoch-batches.js';
export { folderData } from './folder-data.js';
export { learningOf } from './learning-of.js';
export { learningRateAt } from './learning-rate.js';
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
export { type Precision, PRECISIONS } from './native/precision.js';
export { openTrainingData } from './open-training-data.js';
export type {
  BestEpoch,
  Epoch,
  FailedTraining,
  FailureReason,
  ModelOutcome,
  TestFigures,
  TrainedModel,
  TrainingOutcome,
} from './outcome.js';
export { type Recipe, recipeSchema, searchRecipeSchema } from './recipe.js';
export { UnusableRecipeError } from './recipe-fit.js';
export { residentData, type ResidentDataOptions } from './resident-data.js';
export {
  type Batches,
  evaluate,
  type EpochPosition,
  plainBatches,
  type StepDone,
  trainEpoch,
  type TrainEpochOptions,
} from './run-epoch.js';
export { trainBlock, type TrainBlockOptions } from './train-block.js';
export type { StepProgress } from './train-epochs.js';
export { trainModel, type TrainModelOptions } from './train-model.js';
export type { EpochChoice, ImagePart, TrainingData } from './training-data.js';
export { OutOfMemoryError } from './training-error.js';
export { trainingId, type TrainingIdentity, type TrainingSubject } from './training-identity.js';
export type { TrainingProgress } from './training-progress.js';
export { splitForValidation, TooFewImagesError, type ValidationSplit } from './validation-split.js';
