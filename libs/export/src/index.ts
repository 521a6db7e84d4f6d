export { exportTfjs } from './export-tfjs.js';
export type { ModelFile } from './model-file.js';
export type { ModelMetadata, WeightsOrigin } from './model-metadata.js';
