import { initialiseWeights, type LayerGraph, NetworkError, type Weights } from '@blockqnn/network';
import { deriveSeed } from './derive-seed.js';
import type { FailureReason } from './outcome.js';
import { UnusableRecipeError } from './recipe-fit.js';
import { OutOfMemoryError } from './training-error.js';
import { TooFewImagesError } from './validation-split.js';

/** Initial weights of the n-th start of a training, counted from 0. */
export function startWeights(graph: LayerGraph, seed: number): (start: number) => Weights {
  return (start) => initialiseWeights(graph, deriveSeed(seed, 'weights', start));
}

/** Why a training cannot be done, here or anywhere; undefined where the error says nothing of the kind. */
export function reasonOf(error: unknown): FailureReason | undefined {
  if (error instanceof OutOfMemoryError) return 'outOfMemory';
  if (error instanceof TooFewImagesError || error instanceof UnusableRecipeError) return 'infeasible';
  return error instanceof NetworkError && error.code === 'INFEASIBLE' ? 'infeasible' : undefined;
}
