import { recipeToProto, type EvaluatorMethods } from '@blockqnn/api';
import { smallStack } from '@blockqnn/network';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import type { TrainingJob } from '../src/child/messages.js';

const stack = {
  ...smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 }),
  stages: [{ repeats: 1, filters: 4 }],
};

/** A block that trains within a second or so. */
export const tinyTask: TrainingJob = {
  nsc: 'conv1@0',
  dataset: 'procedural?limit=200',
  stack,
  recipe: { ...EARLY_STOP_RECIPE, epochs: 2, batchSize: 32, maxRestarts: 0 },
  seed: 1,
  wantWeights: false,
};

/** A block that trains until it is stopped. */
export const endlessTask: TrainingJob = { ...tinyTask, recipe: { ...tinyTask.recipe, epochs: 1000 } };

/** {@link tinyTask} as a caller of EvaluateBlock asks for it. */
export const tinyRequest: EvaluatorMethods['evaluateBlock']['requestInput'] = {
  ...tinyTask,
  recipe: recipeToProto(tinyTask.recipe),
};
