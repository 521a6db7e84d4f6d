import { CIFAR_SIDE } from './cifar-file.js';
import type { FolderKind } from './dataset-source.js';
import { GLYPHS } from './glyph.js';
import type { ImageSet } from './image-set.js';
import { PROCEDURAL_OPTIONS } from './procedural-images.js';

export type DatasetKind = 'procedural' | FolderKind;

/** What is known of a kind of dataset without reading its files. */
export interface DatasetDescription {
  readonly shape: ImageSet['shape'];
  /** Number of classes. */
  readonly classes: number;
}

const CIFAR_SHAPE = { height: CIFAR_SIDE, width: CIFAR_SIDE, channels: 3 };

export const DATASET_DESCRIPTIONS: Readonly<Record<DatasetKind, DatasetDescription>> = {
  procedural: {
    shape: { height: PROCEDURAL_OPTIONS.side, width: PROCEDURAL_OPTIONS.side, channels: 3 },
    classes: GLYPHS.length,
  },
  cifar10: { shape: CIFAR_SHAPE, classes: 10 },
  cifar100: { shape: CIFAR_SHAPE, classes: 100 },
};
