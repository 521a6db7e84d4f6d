export {
  DATASET_DESCRIPTIONS,
  describeDataset,
  shapeUnder,
  type DatasetDescription,
  type FixedKind,
} from './describe-dataset.js';
export { DatasetError, type DatasetErrorCode } from './dataset-error.js';
export {
  formatDatasetOptions,
  formatDatasetReference,
  parseDatasetReference,
  type DatasetOptions,
  type DatasetReference,
} from './dataset-reference.js';
export {
  parseDatasetChoice,
  parseDatasetSource,
  type DatasetChoice,
  type DatasetSource,
} from './dataset-source.js';
export type { Split } from './image-folder/class-folders.js';
export type { Crop } from './image-folder/crop.js';
export type { DecodeSummary, OddFile } from './image-folder/decode-summary.js';
export { formatDecodeSummary } from './image-folder/format-summary.js';
export {
  openImageFolder,
  type FolderSplit,
  type ImageFolder,
  type ImageFolderOptions,
} from './image-folder/image-folder.js';
export type { DecodedBatch, DecodeOptions, FolderBatch } from './image-folder/split-decoder.js';
export type { Images, ImageSet } from './image-set.js';
export { openDataset } from './open-dataset.js';
