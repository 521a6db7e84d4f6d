import type { DatasetReference } from '@blockqnn/datasets';
import type { Stack } from '@blockqnn/network';
import { UsageError } from './exit-code.js';
import { knownImages } from './search-flags.js';

/** Flags that say which images a dataset of a name of one's own has. */
export interface ImageFlags {
  readonly imageSize?: number;
  readonly channels?: number;
  readonly classes?: number;
}

/** Channels of images where no flag says otherwise. */
export const CHANNELS = 3;

/**
 * Images of a search's dataset: those of a known name, else those of the flags; undefined where these do
 * not say. Throws {@link UsageError} where flags contradict what is known: no evaluator could train that.
 */
export function imagesOf(
  { imageSize, channels, classes }: ImageFlags,
  dataset: DatasetReference,
): Pick<Stack, 'input' | 'classes'> | undefined {
  const known = knownImages(dataset);
  if (!known) {
    if (imageSize === undefined || classes === undefined) return undefined;
    return { input: { height: imageSize, width: imageSize, channels: channels ?? CHANNELS }, classes };
  }
  const { height, width, channels: depth } = known.input;
  const agrees =
    (imageSize ?? height) === height &&
    (imageSize ?? width) === width &&
    (channels ?? depth) === depth &&
    (classes ?? known.classes) === known.classes;
  if (agrees) return known;
  throw new UsageError(
    `--dataset ${dataset.name} has ${String(height)}×${String(width)} images of ${String(depth)} channels in ${String(known.classes)} classes;` +
      ' leave out --image-size, --channels and --classes',
  );
}
