import type { CifarKind } from './cifar.js';
import { CIFAR_SIDE } from './cifar-file.js';
import { DatasetError } from './dataset-error.js';
import type { DatasetReference } from './dataset-reference.js';
import type { DatasetSource } from './dataset-source.js';
import { GLYPHS } from './glyph.js';
import { listClasses } from './image-folder/class-folders.js';
import { DEFAULT_SIDE } from './image-folder/image-folder.js';
import type { ImageSet } from './image-set.js';
import { PROCEDURAL_OPTIONS } from './procedural-images.js';

/** What is known of a dataset without reading its images. */
export interface DatasetDescription {
  readonly shape: ImageSet['shape'];
  /** Number of classes. */
  readonly classes: number;
}

/** Kinds whose images are always of the same shape and classes. */
export type FixedKind = 'procedural' | CifarKind;

const CIFAR_SHAPE = { height: CIFAR_SIDE, width: CIFAR_SIDE, channels: 3 };

export const DATASET_DESCRIPTIONS: Readonly<Record<FixedKind, DatasetDescription>> = {
  procedural: {
    shape: { height: PROCEDURAL_OPTIONS.side, width: PROCEDURAL_OPTIONS.side, channels: 3 },
    classes: GLYPHS.length,
  },
  cifar10: { shape: CIFAR_SHAPE, classes: 10 },
  cifar100: { shape: CIFAR_SHAPE, classes: 100 },
};

/**
 * Describes a source, or the built-in images. Lists the class folders of an image folder, which blocks;
 * other kinds need no files. @throws DatasetError (`file`)
 */
export function describeDataset(
  source: Pick<DatasetSource, 'kind' | 'directory'> | undefined,
): DatasetDescription {
  if (source === undefined) return DATASET_DESCRIPTIONS.procedural;
  if (source.kind !== 'imagefolder') return DATASET_DESCRIPTIONS[source.kind];
  const shape = { height: DEFAULT_SIDE, width: DEFAULT_SIDE, channels: 3 };
  return { shape, classes: listClasses(source.directory).length };
}

/**
 * The shape that images have under a reference to them.
 * @throws DatasetError (`limit`) where the reference has a size and the kind has one of its own
 */
export function shapeUnder(
  { name, size }: DatasetReference,
  kind: FixedKind | 'imagefolder',
  shape: ImageSet['shape'],
): ImageSet['shape'] {
  if (size === undefined) return shape;
  if (kind === 'imagefolder') return { ...shape, height: size, width: size };
  throw new DatasetError(
    'limit',
    `dataset size: images of ${name} are ${shape.height}×${shape.width} pixels; only image folders can be scaled, got ${size}`,
  );
}
