import { DATASET_DESCRIPTIONS } from '@blockqnn/datasets';
import type { Stack } from '@blockqnn/network';
import { realImagesFolder } from '../tools/real-images.js';

export interface EndToEndImages extends Pick<Stack, 'input' | 'classes'> {
  /** What the search names. */
  readonly dataset: string;
  /** BLOCKQNN_DATASETS of the evaluator. */
  readonly sources: string;
}

/** Photographs (CIFAR-10) where the machine has them, otherwise the built-in drawings: few, so that a block takes seconds. */
export function endToEndImages(): EndToEndImages {
  const folder = realImagesFolder('cifar10');
  const { shape, classes } = DATASET_DESCRIPTIONS[folder === undefined ? 'procedural' : 'cifar10'];
  return {
    dataset: folder === undefined ? 'procedural?limit=1000' : 'cifar10?limit=600',
    sources: folder === undefined ? '' : `cifar10:${folder}`,
    input: shape,
    classes,
  };
}
