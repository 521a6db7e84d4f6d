import type { Training } from '@blockqnn/api';
import { stackSchema } from '@blockqnn/network';
import { formatBlock, parseBlock } from '@blockqnn/nsc';
import { recipeSchema } from '@blockqnn/training/recipes';
import { z } from 'zod';

const count = z.int().min(0);
const share = z.number().min(0).max(1);

const recordSchema = z.strictObject({
  format: z.literal('blockqnn-training-1'),
  id: z.string(),
  nsc: z.string(),
  dataset: z.string(),
  stack: stackSchema,
  recipe: recipeSchema,
  figures: z.strictObject({ flops: count, parameters: count, activationBytes: count }),
  seed: count,
  epochs: count,
  bestEpoch: count,
  validationAccuracy: share,
  testAccuracy: share,
  testImages: count,
  weightsSha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Empty for trainings of before there were curves. */
  curveSha256: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
  device: z.string(),
  engineVersion: z.string(),
  seconds: z.number().min(0),
});

/** The result of a training as text that is kept on disk. */
export function formatTrainingRecord({ block, ...training }: Training): string {
  const record: z.input<typeof recordSchema> = {
    format: 'blockqnn-training-1',
    ...training,
    nsc: formatBlock(block),
    recipe: { ...training.recipe, decayMilestones: [...training.recipe.decayMilestones] },
  };
  return `${JSON.stringify(record, undefined, 2)}\n`;
}

/** The inverse of {@link formatTrainingRecord}. Throws where the text is of another version of the program. */
export function parseTrainingRecord(text: string): Training {
  const { format: _, nsc, ...rest } = recordSchema.parse(JSON.parse(text));
  return { ...rest, block: parseBlock(nsc) };
}
