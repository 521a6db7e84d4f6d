import type { Stack } from '@blockqnn/network';
import type { ModelMetadata } from '../model-metadata.js';
import type { ModelFacts } from './model-facts.js';

/** A measured accuracy, and what it says of the model. */
export interface StatedAccuracy {
  /** In [0, 1]. */
  readonly value: number;
  readonly measuredOn: 'validation images' | 'test images';
  readonly dataset: string;
  /**
   * - `this model`: these weights in this network.
   * - `these weights`: in the network that was trained, which differs, for instance in the size of its images.
   * - `this block`: another network of the block, with other weights; it says what the block can come to.
   */
  readonly of: 'this model' | 'these weights' | 'this block';
  readonly meaning: string;
}

/** Every accuracy that is known, and no more. */
export function statedAccuracies(
  { stack, weights }: ModelMetadata,
  { evaluation, training }: ModelFacts,
): readonly StatedAccuracy[] {
  if (training) {
    const of = ofWeights(training.stack, stack);
    const { dataset, validationAccuracy, testAccuracy, testImages } = training;
    return [
      {
        value: testAccuracy,
        measuredOn: 'test images',
        dataset,
        of,
        meaning: `measured once, on ${testImages} images that took no part in the training${sizeNote(of, training.stack)}`,
      },
      {
        value: validationAccuracy,
        measuredOn: 'validation images',
        dataset,
        of,
        meaning: `the best epoch was chosen by it, so it flatters a little; the test accuracy is what to expect${sizeNote(of, training.stack)}`,
      },
    ];
  }
  if (!evaluation) return [];
  const of = weights.state === 'trained' ? ofWeights(evaluation.stack, stack) : 'this block';
  return [
    {
      value: evaluation.validationAccuracy,
      measuredOn: 'validation images',
      dataset: evaluation.dataset,
      of,
      meaning:
        of === 'this block'
          ? 'what another network of this block reached in a short training; it says nothing of the weights here'
          : `an early-stop training's, on images held out of the training images; the test images were not looked at${sizeNote(of, evaluation.stack)}`,
    },
  ];
}

function ofWeights(trained: Stack, stack: Stack): 'this model' | 'these weights' {
  return JSON.stringify(trained) === JSON.stringify(stack) ? 'this model' : 'these weights';
}

function sizeNote(of: StatedAccuracy['of'], { input }: Stack): string {
  return of === 'these weights'
    ? `; measured in the network that was trained, at ${input.height}×${input.width} pixels, not in this one`
    : '';
}
