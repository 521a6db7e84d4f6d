import { frameOf } from './stack-frame.js';
import type { Stack } from './stack.js';

/**
 * What is wrong with a stack whose later stages have a single pixel left, a sentence for people; undefined where none
 * has. Such a network can be built and trained, but there a convolution of any size is one of 1×1, and pooling does
 * nothing. Throws {@link NetworkError} `UNUSABLE_STACK`.
 */
export function onePixelWarning(stack: Stack): string | undefined {
  const flat = frameOf(stack).stages.flatMap(({ pixels }, index) => (pixels === 1 ? [index + 1] : []));
  if (flat.length === 0) return undefined;
  const { height, width } = stack.input;
  const stages = flat.length === 1 ? `stage ${String(flat[0])} has` : `stages ${flat.join(' and ')} have`;
  return `Of images of ${String(height)}×${String(width)} pixels ${stages} 1×1 pixel left: convolutions there see nothing around it, and pooling does nothing. Larger images or fewer stages would be of more use.`;
}
