import type { ImageSet } from '@blockqnn/datasets';
import { buildLayerGraph, type LayerGraph } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import {
  type Engine,
  FULL_RECIPE,
  type ModelOutcome,
  type Recipe,
  residentData,
  trainModel,
  type TrainModelOptions,
} from '@blockqnn/training';
import { TOY_CLASSES, TOY_SHAPE, toyImageSet } from '../../../test/contracts/toy-images.js';

export function graphOf(nsc: string): LayerGraph {
  return buildLayerGraph(parseBlock(nsc), {
    input: TOY_SHAPE,
    stem: { filters: 3, kernel: 3, stride: 1, pooling: false },
    stages: [{ repeats: 1, filters: 3 }],
    classes: TOY_CLASSES.length,
  });
}
/** With everything that a step can depend on, and epochs of 4 steps. */
export const RECIPE: Recipe = {
  ...FULL_RECIPE,
  maxRestarts: 0,
  ...{ epochs: 2, batchSize: 25, learningRate: 0.05, decayMilestones: [1], warmupEpochs: 0.5 },
  ...{ cropPadding: 1, cutOut: 2, mixUp: 0.4, labelSmoothing: 0.1 },
};
/** On a clock that stands still writing costs nothing, so that every step is kept. */
const EVERY_STEP = { checkpointMs: 0, now: () => 0 };

export interface Changes extends Partial<TrainModelOptions> {
  readonly recipe?: Recipe;
  readonly imageSet?: ImageSet;
}

export async function train(
  engine: Engine,
  { recipe = RECIPE, imageSet = toyImageSet(110, 1), ...changes }: Changes = {},
): Promise<ModelOutcome> {
  await using data = await residentData({ engine, imageSet, recipe });
  const signal = new AbortController().signal;
  return await trainModel({
    graph: graphOf('conv3@0'),
    data,
    seed: 1,
    engine,
    signal,
    ...EVERY_STEP,
    ...changes,
  });
}
