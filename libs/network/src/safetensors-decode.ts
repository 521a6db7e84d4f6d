import {
  malformed,
  SAFETENSORS_LENGTH_BYTES,
  safetensorsHeaderBytes,
  safetensorsIndex,
  type TensorPlace,
} from './safetensors-index.js';
import { MAX_WEIGHTS_BYTES, type Weights, type WeightTensor } from './weights.js';

/** What a safetensors file holds. */
export interface SafetensorsFile {
  readonly tensors: Weights;
  /** Texts that go along, by name; only those that are texts. */
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * Weights out of a safetensors file from anywhere; the tensors are copies. Throws {@link NetworkError}
 * `MALFORMED_WEIGHTS` unless the file is just as long as its header says, all tensors are float32 of the
 * size of their shape, and together they cover the data without gap or overlap and have at most
 * {@link MAX_WEIGHTS_BYTES}.
 */
export function decodeSafetensors(bytes: Uint8Array): Weights {
  return decodeSafetensorsFile(bytes).tensors;
}

/** {@link decodeSafetensors} with the texts, and with another bound on the bytes of all tensors. */
export function decodeSafetensorsFile(
  bytes: Uint8Array,
  { maxBytes = MAX_WEIGHTS_BYTES }: { readonly maxBytes?: number } = {},
): SafetensorsFile {
  const headerEnd = SAFETENSORS_LENGTH_BYTES + safetensorsHeaderBytes(bytes, bytes.length);
  const dataBytes = bytes.length - headerEnd;
  if (dataBytes > maxBytes) {
    throw malformed('file', `${dataBytes} bytes of data, at most ${maxBytes} allowed`);
  }
  const index = safetensorsIndex(bytes.subarray(SAFETENSORS_LENGTH_BYTES, headerEnd), bytes.length);
  return {
    tensors: new Map([...index.tensors].map(([name, place]) => [name, readTensor(place, bytes)])),
    metadata: index.metadata,
  };
}

function readTensor({ shape, offset, sizeBytes }: TensorPlace, bytes: Uint8Array): WeightTensor {
  // Copied, because a float32 view needs an aligned start; by set(), because a Buffer's slice() shares memory.
  const copy = new Uint8Array(sizeBytes);
  copy.set(bytes.subarray(offset, offset + sizeBytes));
  return { shape, data: new Float32Array(copy.buffer) };
}
