import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { blockId } from '@blockqnn/nsc';
import type { ExportedModel } from '../model-exporter.js';
import type { ModelFile } from '../model-file.js';
import { describeModel } from '../model-metadata.js';
import { writeHdf5 } from './hdf5-file.js';
import { kerasConfig } from './keras-config.js';
import { kerasWeights } from './keras-weights.js';
import { kerasLayerOrder } from './layer-order.js';
import { zipArchive } from './zip-archive.js';

/** The oldest Keras that reads what is written: before it, a model's inputs were listed otherwise. */
const KERAS_VERSION = '3.4.0';

/**
 * `model.keras`, which `keras.saving.load_model` of Keras 3.4 and newer loads without custom objects: input
 * [batch, height, width, channels] with pixel values 0–255, output [batch, classes] with probabilities.
 * What the model says of itself stands in the archive's `metadata.json`. A ModelExporter; the weights are in
 * `scratch` when it resolves.
 */
export async function exportKeras({
  graph,
  weights,
  metadata,
  scratch,
}: ExportedModel): Promise<readonly ModelFile[]> {
  const nodes = kerasLayerOrder(graph);
  const weightsFile = join(scratch, 'model.weights.h5');
  const name = `blockqnn_${blockId(metadata.block)}`;
  await writeHdf5(weightsFile, kerasWeights(nodes, weights, name));
  const about = { keras_version: KERAS_VERSION, blockqnn: describeModel(metadata, graph.figures) };
  const config = kerasConfig(nodes, name);
  const entries = [
    { name: 'metadata.json', open: () => jsonStream(about) },
    { name: 'config.json', open: () => jsonStream(config) },
    { name: 'model.weights.h5', open: () => createReadStream(weightsFile) },
  ];
  return [{ name: 'model.keras', chunks: () => zipArchive(entries) }];
}

function jsonStream(value: unknown): Readable {
  return Readable.from([Buffer.from(JSON.stringify(value))]);
}
