import type { ImageSet } from '@blockqnn/datasets';
import type { Recipe } from './recipe.js';

/** A recipe that cannot be followed on the images at hand. */
export class UnusableRecipeError extends RangeError {
  override readonly name = 'UnusableRecipeError';
}

export interface ImagesAtHand {
  readonly shape: ImageSet['shape'];
  /** Whether images are cropped and resized while they are decoded, as those of folders are. */
  readonly isDecoded: boolean;
}

/** Throws {@link UnusableRecipeError}, which names the field, where a field says what cannot be done. */
export function checkRecipeFits(
  { cutOut, minCropArea }: Pick<Recipe, 'cutOut' | 'minCropArea'>,
  { shape: { height, width }, isDecoded }: ImagesAtHand,
): void {
  const side = Math.min(height, width);
  if (cutOut > side) {
    throw new UnusableRecipeError(
      `recipe.cutOut: must be at most ${side}, the images' shorter side; got ${cutOut}`,
    );
  }
  if (minCropArea < 1 && !isDecoded) {
    throw new UnusableRecipeError(
      `recipe.minCropArea: must be 1 on images that are held in memory, since only image folders are cropped ` +
        `while they are decoded; got ${minCropArea}`,
    );
  }
}
