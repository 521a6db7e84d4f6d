import { z } from 'zod';

/** Most milestones of a schedule. */
const MAX_MILESTONES = 20;

/**
 * The fields of a recipe, each with meaning, unit and range; those that have a default may be left out. The
 * wire-independent form of `blockqnn.domain.v1.Recipe`.
 */
export const recipeFields = z.strictObject({
  epochs: z.int().min(1).max(1000).describe('Passes over the training images.'),
  batchSize: z.int().min(1).max(4096).describe('Images per step.'),
  optimiser: z
    .enum(['adam', 'sgd'])
    .default('adam')
    .describe('adam: β 0.9 and 0.999, ε 1e-8. sgd: gradient descent with momentum.'),
  momentum: z.number().min(0).lt(1).default(0).describe('Of sgd; adam ignores it.'),
  weightDecay: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('Share of each kernel that is added to its gradient; scales, shifts and biases do not decay.'),
  learningRate: z.number().gt(0).max(10).describe('Step size after the warm-up, before any decay.'),
  schedule: z
    .enum(['step', 'milestones', 'cosine'])
    .default('step')
    .describe(
      'step: × decayFactor after every decayEpochs. milestones: × decayFactor after each of decayMilestones. ' +
        'cosine: along half a cosine to 0 at the end.',
    ),
  decayFactor: z.number().gt(0).max(1).default(1).describe('Of schedule step and milestones.'),
  decayEpochs: z.int().min(1).max(1000).default(1000).describe('Of schedule step.'),
  decayMilestones: z
    .array(z.int().min(1).max(1000))
    .max(MAX_MILESTONES)
    .refine((epochs) => epochs.every((epoch, i) => i === 0 || epoch > (epochs[i - 1] ?? 0)), {
      message: 'must ascend',
    })
    .default([])
    .describe('Of schedule milestones: epochs after which the learning rate falls, ascending.'),
  warmupEpochs: z
    .number()
    .min(0)
    .max(100)
    .default(0)
    .describe(
      'The learning rate climbs in a straight line, step by step, for so many epochs; may be a fraction.',
    ),
  restartFactor: z
    .number()
    .gt(0)
    .lt(1)
    .default(0.4)
    .describe(
      'On the learning rate where training starts again because the first epoch, or the warm-up, learnt nothing.',
    ),
  maxRestarts: z.int().min(0).max(20).default(0).describe('Starting again at most so often; 0: never.'),
  validationFraction: z
    .number()
    .min(0)
    .max(0.5)
    .refine((share) => share === 0 || share >= 0.01, { message: 'must be 0 or at least 0.01' })
    .describe(
      'Share of the training images of each class that is held out to measure on. 0 (not in a search): ' +
        'train on all and measure on the test images.',
    ),
  cropPadding: z
    .int()
    .min(0)
    .max(16)
    .default(0)
    .describe('Pixels of black padding before a random crop of the original size; 0: no crop.'),
  horizontalFlip: z.boolean().default(false).describe('Whether half of the images are mirrored.'),
  minCropArea: z
    .number()
    .gt(0)
    .max(1)
    .default(1)
    .describe(
      'Of image folders in a full training: random crops take at least this share of the area and are resized. ' +
        '1: the middle of each image. Images held in memory need 1.',
    ),
  cutOut: z
    .int()
    .min(0)
    .max(512)
    .default(0)
    .describe("Side in pixels of a square that is blanked, at most the images' shorter side; 0: none."),
  mixUp: z
    .number()
    .min(0)
    .max(1)
    .refine((alpha) => alpha === 0 || alpha >= 0.01, { message: 'must be 0 or at least 0.01' })
    .default(0)
    .describe('α of the beta distribution that decides how two images are mixed, at least 0.01; 0: none.'),
  labelSmoothing: z
    .number()
    .min(0)
    .lt(1)
    .default(0)
    .describe('Share of the target that is spread over all classes.'),
});

/** A recipe, its fields checked together too. */
export const recipeSchema = recipeFields.superRefine(
  ({ epochs, schedule, decayMilestones, warmupEpochs }, context) => {
    const fault = (field: RecipeField, message: string): void => {
      context.addIssue({ code: 'custom', path: [field], message });
    };
    if (schedule === 'milestones' && decayMilestones.length === 0) {
      fault('decayMilestones', 'must have at least one epoch where schedule is milestones');
    }
    if (warmupEpochs >= epochs) fault('warmupEpochs', `must be below epochs, ${epochs}; got ${warmupEpochs}`);
  },
);

/**
 * A recipe for the blocks of a search, which are not to be chosen by the test images, and whose images are
 * all held in memory.
 */
export const searchRecipeSchema = recipeSchema
  .refine(({ validationFraction }) => validationFraction > 0, {
    path: ['validationFraction'],
    message: 'must be at least 0.01 in a search',
  })
  .refine(({ minCropArea }) => minCropArea === 1, {
    path: ['minCropArea'],
    message: 'must be 1 in a search, whose images are decoded once',
  });

/** How a network is trained. */
export type Recipe = Readonly<z.infer<typeof recipeSchema>>;

export type RecipeField = keyof z.infer<typeof recipeFields>;
