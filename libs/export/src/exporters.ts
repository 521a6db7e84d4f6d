import { exportTfjs } from './export-tfjs.js';
import { exportKeras } from './keras/export-keras.js';
import type { ModelExporter, ModelFormat } from './model-exporter.js';
import { exportSavedModel } from './savedmodel/export-savedmodel.js';

/** Who writes which format. */
export const EXPORTERS: Readonly<Partial<Record<ModelFormat, ModelExporter>>> = {
  tfjs: exportTfjs,
  keras: exportKeras,
  savedmodel: exportSavedModel,
};
