import { balancedShares } from '../balanced-subset.js';
import { formatDatasetReference, type DatasetReference } from '../dataset-reference.js';
import type { DatasetSource } from '../dataset-source.js';
import type { ImageSet } from '../image-set.js';
import { listClasses, type Split } from './class-folders.js';
import type { DecodeSummary } from './decode-summary.js';
import { Decoder } from './decoder.js';
import { defaultDecoders } from './decoder-count.js';
import { scanSplit } from './scan-split.js';
import { type DecodedBatch, type DecodeOptions, type FolderBatch, SplitDecoder } from './split-decoder.js';

/** Side of the squares that images become where a reference does not say. */
export const DEFAULT_SIDE = 64;

/** Images of one split, by their numbers: class by class, within a class in the order of the file names. */
export interface FolderSplit {
  readonly count: number;
  /** [count], values 0 to classes − 1. */
  readonly labels: Uint16Array;
}

/**
 * An image set that is decoded while it is used, whatever its size: only file names and labels are kept.
 * Disposing ends all decoding, what generators still wait for included.
 */
export interface ImageFolder extends AsyncDisposable {
  /** The reference under which it was opened, for instance `photos?size=64`. */
  readonly reference: string;
  readonly shape: ImageSet['shape'];
  /** Names of the classes, by label. */
  readonly classes: readonly string[];
  /** To train on. */
  readonly train: FolderSplit;
  /** To measure with. */
  readonly validation: FolderSplit;
  /**
   * Decodes batches in order, some of them ahead, in threads of their own. A batch's pixels follow from
   * the batch alone. Throws RangeError for an index or a crop out of range, DatasetError (`file`) where a
   * class has no image that can be decoded, and the signal's reason.
   */
  decode(
    split: Split,
    batches: Iterable<FolderBatch>,
    options?: DecodeOptions,
  ): AsyncGenerator<DecodedBatch, void, undefined>;
  /** What was found in the images so far. */
  summary(split: Split): DecodeSummary;
}

export interface ImageFolderOptions {
  /** Images decoded at a time, from 1; default: see {@link defaultDecoders}. */
  readonly decoders?: number;
}

/**
 * Lists a folder of images in ImageNet's layout, `train/CLASS/*` and `val/CLASS/*`; decodes none. A limit
 * takes the first training images of every class. @throws DatasetError (`file`, `limit`)
 */
export async function openImageFolder(
  reference: DatasetReference,
  { directory }: Pick<DatasetSource, 'directory'>,
  { decoders = defaultDecoders() }: ImageFolderOptions = {},
): Promise<ImageFolder> {
  if (!Number.isInteger(decoders) || decoders < 1) {
    throw new RangeError(`decoders: must be a whole number from 1; got ${decoders}`);
  }
  const side = reference.size ?? DEFAULT_SIDE;
  const classes = listClasses(directory);
  const all = await scanSplit(directory, 'train', classes);
  const train =
    reference.limit === undefined ? all : all.firstOfEach(balancedShares(all.perClass, reference.limit));
  const validation = await scanSplit(directory, 'validation', classes);
  const decoder = new Decoder({ decoders });
  const splits = {
    train: new SplitDecoder(train, decoder, side),
    validation: new SplitDecoder(validation, decoder, side),
  };
  return {
    reference: formatDatasetReference(reference),
    shape: { height: side, width: side, channels: 3 },
    classes,
    train: { count: train.count, labels: train.labels },
    validation: { count: validation.count, labels: validation.labels },
    decode: (split, batches, options = {}) => splits[split].decode(batches, options),
    summary: (split) => splits[split].summary,
    [Symbol.asyncDispose]: () => decoder[Symbol.asyncDispose](),
  };
}
