import type { LayerGraph, WeightSource } from '@blockqnn/network';
import type { ModelFile } from './model-file.js';
import type { ModelMetadata } from './model-metadata.js';

/** What models are written as. */
export const MODEL_FORMATS = ['tfjs', 'keras', 'onnx', 'pytorch', 'savedmodel'] as const;
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** A network to be written. */
export interface ExportedModel {
  readonly graph: LayerGraph;
  readonly weights: WeightSource;
  readonly metadata: ModelMetadata;
  /** A folder for intermediate files, there until the files have been read; its owner removes it. */
  readonly scratch: string;
}

/**
 * Writes a model in one format: input [batch, height, width, channels] with pixel values 0–255 (PyTorch's
 * has channels first), inference mode. The same model gives the same bytes.
 *
 * Rejects, or fails while a file is read, with NetworkError `UNFIT_WEIGHTS` where the weights are not those of
 * the graph; rejects with `INFEASIBLE` where the format cannot hold a model of this size.
 */
export type ModelExporter = (model: ExportedModel) => Promise<readonly ModelFile[]>;
