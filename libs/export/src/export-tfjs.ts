import { blockId } from '@blockqnn/nsc';
import { kerasTopology } from './keras-topology.js';
import type { ExportedModel } from './model-exporter.js';
import type { ModelFile } from './model-file.js';
import { describeModel } from './model-metadata.js';
import { tfjsWeights } from './tfjs-weights.js';

/**
 * A TensorFlow.js LayersModel: `model.json`, then the weight shards that it names. `tf.loadLayersModel`
 * reads it from a folder or a web server; input [batch, height, width, channels] with pixel values
 * 0–255, output [batch, classes] with probabilities. A ModelExporter.
 */
export function exportTfjs({
  graph,
  weights,
  metadata,
}: Omit<ExportedModel, 'scratch'>): Promise<readonly ModelFile[]> {
  const { manifest, shards } = tfjsWeights(graph, weights);
  const model = {
    format: 'layers-model',
    generatedBy: 'BlockQNN',
    convertedBy: null,
    modelTopology: kerasTopology(graph, `blockqnn_${blockId(metadata.block)}`),
    weightsManifest: [manifest],
    userDefinedMetadata: describeModel(metadata, graph.figures),
  };
  const json = new TextEncoder().encode(JSON.stringify(model));
  return Promise.resolve([{ name: 'model.json', chunks: () => [json] }, ...shards]);
}
