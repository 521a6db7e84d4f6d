import { NetworkError } from '@blockqnn/network';
import { blockId, canonicalBlock, formatBlock } from '@blockqnn/nsc';
import { describedTexts } from '../described-texts.js';
import type { ExportedModel } from '../model-exporter.js';
import type { ModelFile } from '../model-file.js';
import { fieldHead, type Initializer, onnxInitializers } from './onnx-initializers.js';
import { encodeGraph, encodeModel, FIELD_NUMBERS } from './onnx-messages.js';
import { ONNX_VALUES, onnxNodes } from './onnx-nodes.js';
import { ONNX_IR_VERSION, ONNX_OPSET } from './onnx-version.js';

/** No protocol buffer may be longer. */
const MAX_MODEL_BYTES = 2 ** 31 - 1;

/** Bytes of a field's tag and length at most. */
const LONGEST_FIELD_HEAD = 6;

/** Name of the free first side of inputs and outputs. */
const BATCH = 'batch';

/**
 * An ONNX model, `model.onnx`, of opset {@link ONNX_OPSET}: input `images` [batch, height, width, channels] with
 * pixel values 0–255, as in the other formats, so that a decoded image goes in as it is; the model turns it to
 * channels first itself. Outputs `logits` and `probabilities`, [batch, classes]. A ModelExporter.
 *
 * Rejects with NetworkError `INFEASIBLE` above 2 GiB.
 */
export function exportOnnx({
  graph,
  weights,
  metadata,
}: Omit<ExportedModel, 'scratch'>): Promise<readonly ModelFile[]> {
  const { block } = metadata;
  const { height = 0, width = 0, channels = 0 } = graph.nodes[0]?.shape ?? {};
  const head = encodeModel({
    irVersion: ONNX_IR_VERSION,
    opset: ONNX_OPSET,
    producerName: 'BlockQNN',
    docString: `Image classifier made of the block ${formatBlock(canonicalBlock(block))}`,
    metadata: describedTexts(metadata, graph),
  });
  const output = (name: string, docString: string) => ({ name, shape: [BATCH, graph.classes], docString });
  const structure = encodeGraph({
    name: `blockqnn_${blockId(block)}`,
    nodes: onnxNodes(graph),
    inputs: [
      {
        name: ONNX_VALUES.images,
        shape: [BATCH, height, width, channels],
        docString: 'Images [batch, height, width, channels], pixel values 0 to 255',
      },
    ],
    outputs: [
      output(ONNX_VALUES.probabilities, 'Probability of each class'),
      output(ONNX_VALUES.logits, 'Values before the softmax'),
    ],
  });
  const initializers = onnxInitializers(graph, weights);
  const graphBytes = initializers.reduce(
    (sum, initializer) => sum + initializer.head.length + initializer.dataBytes,
    structure.length,
  );
  const modelBytes = head.length + LONGEST_FIELD_HEAD + graphBytes;
  if (modelBytes > MAX_MODEL_BYTES) {
    const description = `${modelBytes} bytes, at most ${MAX_MODEL_BYTES} allowed by its format; take another one`;
    return Promise.reject(new NetworkError('INFEASIBLE', 'model.onnx', description));
  }
  const start = Buffer.concat([head, fieldHead(FIELD_NUMBERS.modelGraph, graphBytes), structure]);
  return Promise.resolve([{ name: 'model.onnx', chunks: () => modelChunks(start, initializers) }]);
}

function* modelChunks(start: Uint8Array, initializers: readonly Initializer[]): Generator<Uint8Array> {
  yield start;
  for (const { head, data } of initializers) {
    yield head;
    const { buffer, byteOffset, byteLength } = data();
    yield new Uint8Array(buffer, byteOffset, byteLength);
  }
}
