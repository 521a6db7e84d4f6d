export { exportTfjs } from './export-tfjs.js';
export { EXPORTERS } from './exporters.js';
export { exportKeras } from './keras/export-keras.js';
export { modelBytes } from './model-bytes.js';
export { MODEL_FORMATS, type ExportedModel, type ModelExporter, type ModelFormat } from './model-exporter.js';
export type { ModelFile } from './model-file.js';
export type { ModelMetadata, WeightsOrigin } from './model-metadata.js';
export { exportSavedModel } from './savedmodel/export-savedmodel.js';
