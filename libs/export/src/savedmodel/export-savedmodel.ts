import { type GraphNode, type LayerGraph, NetworkError, type WeightSource } from '@blockqnn/network';
import type { ExportedModel } from '../model-exporter.js';
import type { ModelFile } from '../model-file.js';
import { describeModel } from '../model-metadata.js';
import { bytes, type ByteParts, concatenated, lengthDelimited } from './byte-parts.js';
import { graphNodes } from './graph-nodes.js';
import { DATA_TYPES, encodeMessage, shapeMessage } from './tensorflow-messages.js';

/** `GraphDef` version of May 2019, which every TensorFlow 2 reads; from 22 on the shape of an input is binding. */
const GRAPH_VERSION = 30;

/** Readers of protocol buffers count bytes in 31 bits. */
const MAX_MODEL_BYTES = 2 ** 31 - 1;

/**
 * A TensorFlow SavedModel, tag `serve`, signature `serving_default`: `images` float32
 * [batch, height, width, channels] with pixel values 0–255 to `probabilities` and `logits`, each
 * [batch, classes]. The weights are constants of the graph. What the model says of itself stands in
 * `assets.extra`, which is SavedModel's place for what TensorFlow does not read. A ModelExporter.
 *
 * Rejects with NetworkError `INFEASIBLE` above 2 GiB.
 */
export function exportSavedModel({
  graph,
  weights,
  metadata,
}: Omit<ExportedModel, 'scratch'>): Promise<readonly ModelFile[]> {
  const model = savedModel(graph, weights);
  if (model.sizeBytes > MAX_MODEL_BYTES) {
    const description = `${model.sizeBytes} bytes, at most ${MAX_MODEL_BYTES} allowed by its format; take another one`;
    return Promise.reject(new NetworkError('INFEASIBLE', 'saved_model.pb', description));
  }
  const about = Buffer.from(JSON.stringify(describeModel(metadata, graph.figures), null, 2));
  return Promise.resolve([
    { name: 'saved_model.pb', chunks: model.parts },
    { name: 'assets.extra/blockqnn.json', chunks: () => [about] },
  ]);
}

/** Numbers of the fields that hold what is written while it is read. */
const FIELDS = {
  modelMetaGraph: 2,
  metaGraphInfo: 1,
  metaGraphGraph: 2,
  metaGraphSignature: 5,
  graphNode: 1,
  graphVersions: 4,
} as const;

function savedModel({ nodes }: LayerGraph, weights: WeightSource): ByteParts {
  const graph = concatenated([
    ...nodes
      .flatMap((node) => graphNodes(node, weights))
      .map((node) => lengthDelimited(FIELDS.graphNode, ...node)),
    lengthDelimited(FIELDS.graphVersions, bytes(encodeMessage('VersionDef', { producer: GRAPH_VERSION }))),
  ]);
  const info = encodeMessage('MetaInfoDef', { tags: ['serve'], strippedDefaultAttrs: true });
  return concatenated([
    bytes(encodeMessage('SavedModel', { savedModelSchemaVersion: 1 })),
    lengthDelimited(
      FIELDS.modelMetaGraph,
      lengthDelimited(FIELDS.metaGraphInfo, bytes(info)),
      lengthDelimited(FIELDS.metaGraphGraph, graph),
      lengthDelimited(FIELDS.metaGraphSignature, bytes(encodeMessage('SignatureEntry', signature(nodes)))),
    ),
  ]);
}

function signature(nodes: readonly GraphNode[]): Readonly<Record<string, unknown>> {
  const [images, logits, probabilities] = [nodes.at(0), nodes.at(-2), nodes.at(-1)];
  if (!images || !logits || !probabilities) throw new RangeError('nodes: at least 3');
  const { height, width, channels } = images.shape;
  const tensor = ({ id }: GraphNode, shape: readonly number[]) => ({
    name: `${id}:0`,
    dtype: DATA_TYPES.float,
    tensorShape: shapeMessage([-1, ...shape]),
  });
  return {
    key: 'serving_default',
    value: {
      inputs: { images: tensor(images, [height, width, channels]) },
      outputs: {
        probabilities: tensor(probabilities, [probabilities.shape.channels]),
        logits: tensor(logits, [logits.shape.channels]),
      },
      methodName: 'tensorflow/serving/predict',
    },
  };
}
