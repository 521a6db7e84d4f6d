import { type LayerGraph, type WeightSource, weightOf, weightSize } from '@blockqnn/network';
import protobuf from 'protobufjs';
import { channelsFirstKernel } from '../channels-first.js';
import { encodeTensor, FIELD_NUMBERS } from './onnx-messages.js';
import { rescaleConstant } from './onnx-nodes.js';

/** A constant tensor of a graph. Its length is known before its values are asked for. */
export interface Initializer {
  /** Of the message, with its tag and its own length, without the values that end it. */
  readonly head: Uint8Array;
  readonly dataBytes: number;
  readonly data: () => Float32Array;
}

const LENGTH_DELIMITED = 2;

/** Tag and length of a field that `length` bytes follow. */
export function fieldHead(field: number, length: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32((field << 3) | LENGTH_DELIMITED)
    .uint32(length)
    .finish();
}

/** All constants of a graph: weights under the names of their specs, kernels of convolutions as [out, in, height, width]. */
export function onnxInitializers(graph: LayerGraph, weights: WeightSource): Initializer[] {
  return graph.nodes.flatMap((node) => {
    if (node.operation.kind === 'rescale') {
      const { scale, offset } = node.operation;
      return [
        initializer(rescaleConstant(node.id, 'scale'), [], () => Float32Array.of(scale)),
        initializer(rescaleConstant(node.id, 'offset'), [], () => Float32Array.of(offset)),
      ];
    }
    return node.weights.map((spec) => {
      const [height = 0, width = 0, inputs = 0, outputs = 0] = spec.shape;
      return spec.shape.length === 4
        ? initializer(
            spec.name,
            [outputs, inputs, height, width],
            () => channelsFirstKernel(weightOf(weights, spec)).data,
          )
        : initializer(spec.name, spec.shape, () => weightOf(weights, spec).data);
    });
  });
}

function initializer(name: string, shape: readonly number[], data: () => Float32Array): Initializer {
  const dataBytes = 4 * weightSize(shape);
  const tensor = encodeTensor(name, shape);
  const raw = fieldHead(FIELD_NUMBERS.tensorRawData, dataBytes);
  const outer = fieldHead(FIELD_NUMBERS.graphInitializer, tensor.length + raw.length + dataBytes);
  return { head: Buffer.concat([outer, tensor, raw]), dataBytes, data };
}
