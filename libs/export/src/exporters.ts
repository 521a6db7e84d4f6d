import { exportTfjs } from './export-tfjs.js';
import { exportKeras } from './keras/export-keras.js';
import type { ModelExporter, ModelFormat } from './model-exporter.js';
import { exportOnnx } from './onnx/export-onnx.js';
import { exportPytorch } from './pytorch/export-pytorch.js';
import { exportSavedModel } from './savedmodel/export-savedmodel.js';

/** Who writes which format. */
export const EXPORTERS: Readonly<Record<ModelFormat, ModelExporter>> = {
  tfjs: exportTfjs,
  keras: exportKeras,
  onnx: exportOnnx,
  pytorch: exportPytorch,
  savedmodel: exportSavedModel,
};
