import {
  durationFromProto,
  figuresFromProto,
  recipeFromProto,
  stackFromProto,
  timestampFromProto,
  type TrainingMessage,
} from '@blockqnn/api';
import type { TrainingFacts } from '@blockqnn/export';
import { stackSchema } from '@blockqnn/network';
import { recipeSchema } from '@blockqnn/training/recipes';

/** What a model card tells of a full training, which was checked when it was registered. */
export function trainingFacts(training: TrainingMessage): TrainingFacts {
  const { stack, recipe, figures, createTime, duration } = training;
  if (!stack || !figures) throw new TypeError(`${training.name} lacks a required part`);
  const completedAtMs = timestampFromProto(createTime);
  return {
    name: training.name,
    dataset: training.dataset,
    stack: stackSchema.parse(stackFromProto(stack)),
    figures: figuresFromProto(figures),
    validationAccuracy: training.validationAccuracy,
    testAccuracy: training.testAccuracy,
    testImages: training.testImages,
    recipe: recipe ? { ...recipeSchema.parse(recipeFromProto(recipe)) } : undefined,
    seed: training.seed,
    epochs: training.epochs,
    bestEpoch: training.bestEpoch,
    seconds: (durationFromProto(duration) ?? 0) / 1000,
    device: training.device,
    engineVersion: training.engineVersion,
    completedAt: completedAtMs === undefined ? undefined : new Date(completedAtMs).toISOString(),
  };
}
