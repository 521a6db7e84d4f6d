import { onePixelWarning } from '@blockqnn/network';
import type { ModelMetadata } from '../model-metadata.js';
import type { ModelFacts } from './model-facts.js';

/** What the model cannot do and nobody looked at, one sentence each. */
export function limitations(
  { weights, stack }: ModelMetadata,
  { evaluation, training }: ModelFacts,
): readonly string[] {
  const warning = onePixelWarning(stack);
  const always = [
    ...(warning === undefined ? [] : [warning]),
    'The network was found by an automatic search, or written by hand; nobody looked into what it attends to, and it was not examined for bias, for robustness against noise or attacks, or for images unlike its training images.',
    'Its probabilities are not calibrated.',
  ];
  if (weights.state === 'initialised') {
    return [
      `The weights are random (He initialisation, seed ${weights.seed}): before it is trained, the model's answers mean nothing.`,
      'Training is yours: the rescaling of pixels is in the model, augmentation and learning rate are not.',
      ...always,
    ];
  }
  const { height, width, channels } = stack.input;
  return [
    `It knows the ${stack.classes} classes of the data set that its weights were trained on, in the order of that data set, and answers one of them for every image, whatever that shows.`,
    `It expects images of ${height}×${width} pixels and ${channels === 1 ? 'one channel' : `${channels} channels`}, prepared as its training images were.`,
    ...(evaluation
      ? [
          'It was trained for a comparison of blocks: for few epochs, not until nothing more was to be gained.',
        ]
      : []),
    ...(training && limited(training.dataset)
      ? ['It saw a part of the data set only, as the options behind its name say.']
      : []),
    ...always,
  ];
}

/** Whether a reference of a data set says that images were left out. */
function limited(dataset: string): boolean {
  return /[?&]limit=/.test(dataset);
}
