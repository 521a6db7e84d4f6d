import type { Block } from '@blockqnn/nsc';
import type { Figures, Stack } from '@blockqnn/network';
import type { Recipe } from '@blockqnn/training/recipes';
import type { TrainingInput } from '../generated/blockqnn/domain/v1/Training.js';
import { trainingName } from '../resource-names.js';
import { blockToProto } from './block.js';
import { durationToProto } from './duration.js';
import { figuresToProto } from './figures.js';
import { recipeToProto } from './recipe.js';
import { stackToProto } from './stack.js';

/** A network trained in full; units and ranges in `blockqnn.domain.v1.Training`. */
export interface Training {
  readonly id: string;
  readonly block: Block;
  readonly dataset: string;
  readonly stack: Stack;
  readonly recipe: Recipe;
  readonly figures: Figures;
  readonly seed: number;
  readonly epochs: number;
  readonly bestEpoch: number;
  readonly validationAccuracy: number;
  readonly testAccuracy: number;
  readonly testImages: number;
  readonly weightsSha256: string;
  readonly curveSha256: string;
  readonly device: string;
  readonly engineVersion: string;
  readonly seconds: number;
}

export function trainingToProto({ id, seconds, ...training }: Training): TrainingInput {
  return {
    ...training,
    name: trainingName(id),
    block: blockToProto(training.block),
    stack: stackToProto(training.stack),
    recipe: recipeToProto(training.recipe),
    figures: figuresToProto(training.figures),
    duration: durationToProto(seconds * 1000),
  };
}
