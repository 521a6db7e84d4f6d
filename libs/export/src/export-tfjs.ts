import { checkWeights, type LayerGraph, type Weights } from '@blockqnn/network';
import { blockId } from '@blockqnn/nsc';
import { kerasTopology } from './keras-topology.js';
import type { ModelFile } from './model-file.js';
import { describeModel, type ModelMetadata } from './model-metadata.js';
import { tfjsWeights } from './tfjs-weights.js';

/**
 * A TensorFlow.js LayersModel: `model.json`, then the weight shards that it names. `tf.loadLayersModel`
 * reads it from a folder or a web server; input [batch, height, width, channels] with pixel values
 * 0–255, output [batch, classes] with probabilities.
 *
 * Throws NetworkError `UNFIT_WEIGHTS` unless the weights are those of the graph.
 */
export function exportTfjs(graph: LayerGraph, weights: Weights, metadata: ModelMetadata): ModelFile[] {
  checkWeights(graph, weights);
  const { manifest, shards } = tfjsWeights(graph, weights);
  const model = {
    format: 'layers-model',
    generatedBy: 'BlockQNN',
    convertedBy: null,
    modelTopology: kerasTopology(graph, `blockqnn_${blockId(metadata.block)}`),
    weightsManifest: [manifest],
    userDefinedMetadata: describeModel(metadata, graph.figures),
  };
  return [{ name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(model)) }, ...shards];
}
