export { DATASET_DESCRIPTIONS, type DatasetDescription, type DatasetKind } from './describe-dataset.js';
export { DatasetError, type DatasetErrorCode } from './dataset-error.js';
export { formatDatasetReference, parseDatasetReference, type DatasetReference } from './dataset-reference.js';
export {
  parseDatasetChoice,
  parseDatasetSource,
  type DatasetChoice,
  type DatasetSource,
} from './dataset-source.js';
export type { Images, ImageSet } from './image-set.js';
export { openDataset } from './open-dataset.js';
