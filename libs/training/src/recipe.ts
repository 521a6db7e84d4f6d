import { z } from 'zod';

/** Wire-independent form of `blockqnn.domain.v1.Recipe`; bounds as documented there. */
export const recipeSchema = z.strictObject({
  epochs: z.int().min(1).max(1000),
  batchSize: z.int().min(1).max(4096),
  learningRate: z.number().gt(0).max(10),
  decayFactor: z.number().gt(0).max(1),
  decayEpochs: z.int().min(1).max(1000),
  restartFactor: z.number().gt(0).lt(1),
  maxRestarts: z.int().min(0).max(20),
  validationFraction: z.number().min(0.01).max(0.5),
  cropPadding: z.int().min(0).max(16),
  horizontalFlip: z.boolean(),
});

/** How a block's network is trained. */
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

/** The paper's early-stop recipe (training details). */
export const EARLY_STOP_RECIPE: Recipe = {
  epochs: 12,
  batchSize: 256,
  learningRate: 0.001,
  decayFactor: 0.2,
  decayEpochs: 5,
  restartFactor: 0.4,
  maxRestarts: 5,
  validationFraction: 0.1,
  cropPadding: 4,
  horizontalFlip: true,
};

/**
 * For small images on a CPU: seconds for a block in `smallStack`, and enough epochs to tell good blocks
 * from bad ones. More is held out than in the paper, since small image sets make accuracies noisy.
 */
export const QUICK_RECIPE: Recipe = {
  epochs: 6,
  batchSize: 64,
  learningRate: 0.01,
  decayFactor: 0.2,
  decayEpochs: 3,
  restartFactor: 0.4,
  maxRestarts: 1,
  validationFraction: 0.2,
  cropPadding: 2,
  horizontalFlip: true,
};
