import { type WeightSource, type WeightSpec, weightOf, weightSize } from '@blockqnn/network';
import { bytes, type ByteParts, lengthDelimited } from './byte-parts.js';
import { DATA_TYPES, encodeMessage, shapeMessage } from './tensorflow-messages.js';

/** Numbers of the fields on the way from a node to the bytes of a tensor in it. */
const FIELDS = {
  nodeAttribute: 5,
  entryKey: 1,
  entryValue: 2,
  attributeTensor: 8,
  tensorContent: 4,
} as const;

/** A `NodeDef` that holds a weight tensor, which is asked for only when its bytes are read. */
export function constantNode(name: string, spec: WeightSpec, weights: WeightSource): ByteParts[] {
  const dtype = DATA_TYPES.float;
  const head = encodeMessage('NodeDef', { name, op: 'Const', attr: { dtype: { type: dtype } } });
  const tensorHead = encodeMessage('TensorProto', { dtype, tensorShape: shapeMessage(spec.shape) });
  const tensor = [bytes(tensorHead), lengthDelimited(FIELDS.tensorContent, tensorContent(spec, weights))];
  const value = lengthDelimited(FIELDS.attributeTensor, ...tensor);
  const key = lengthDelimited(FIELDS.entryKey, bytes(Buffer.from('value')));
  const entry = [key, lengthDelimited(FIELDS.entryValue, value)];
  return [bytes(head), lengthDelimited(FIELDS.nodeAttribute, ...entry)];
}

/** Little-endian float32 in row-major order. */
function tensorContent(spec: WeightSpec, weights: WeightSource): ByteParts {
  return {
    sizeBytes: 4 * weightSize(spec.shape),
    parts: () => {
      const { buffer, byteOffset, byteLength } = weightOf(weights, spec).data;
      return [new Uint8Array(buffer, byteOffset, byteLength)];
    },
  };
}
