export { createEngine } from './create-engine.js';
export {
  ADAM,
  type Batch,
  type Engine,
  type EngineInfo,
  type EpochResult,
  type LoadedImages,
  type OpenNetwork,
  type TrainEpochOptions,
} from './engine.js';
export { type Augmentation, epochBatches } from './epoch-batches.js';
export type { Epoch, TrainingOutcome } from './outcome.js';
export { EARLY_STOP_RECIPE, QUICK_RECIPE, type Recipe, recipeSchema } from './recipe.js';
export { type StepProgress, trainBlock, type TrainBlockOptions } from './train-block.js';
export { InfeasibleNetworkError } from './training-error.js';
export { splitForValidation, type ValidationSplit } from './validation-split.js';
