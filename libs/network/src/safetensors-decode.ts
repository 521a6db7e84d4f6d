import { z } from 'zod';
import { NetworkError } from './network-error.js';
import { weightSize } from './weight-specs.js';
import { MAX_WEIGHTS_BYTES, type Weights, type WeightTensor } from './weights.js';

/** Bytes that the header may have; one of 10,000 tensors takes about 1 MB. */
const MAX_HEADER_BYTES = 2 ** 24;

const LENGTH_BYTES = 8;

/** Name in the header that stands for no tensor. */
export const METADATA = '__metadata__';

/** No memory buffer is longer. */
const MAX_FILE_BYTES = 2 ** 32;

const offset = z.int().min(0).max(MAX_FILE_BYTES);
const tensorSchema = z.strictObject({
  dtype: z.literal('F32'),
  shape: z.array(z.int().min(0)).max(8),
  data_offsets: z.tuple([offset, offset]),
});
type TensorEntry = z.infer<typeof tensorSchema>;

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
  const headerBytes = readHeaderLength(bytes);
  const data = bytes.subarray(LENGTH_BYTES + headerBytes);
  const header = readHeader(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + headerBytes));
  if (data.length > maxBytes) {
    throw malformed('file', `${data.length} bytes of data, at most ${maxBytes} allowed`);
  }
  const entries = Object.entries(header)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => [name, readEntry(name, value)] as const);
  checkCoverage(entries, data.length);
  return {
    tensors: new Map(entries.map(([name, entry]) => [name, readTensor(entry, data)])),
    metadata: readMetadata((header as Record<string, unknown>)[METADATA]),
  };
}

function readHeaderLength(bytes: Uint8Array): number {
  if (bytes.length < LENGTH_BYTES)
    throw malformed('file', `${bytes.length} bytes, at least ${LENGTH_BYTES} needed`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const most = Math.min(MAX_HEADER_BYTES, bytes.length - LENGTH_BYTES);
  if (length > BigInt(most))
    throw malformed('header', `${length} bytes long by its own account, at most ${most} possible`);
  return Number(length);
}

function readHeader(bytes: Uint8Array): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw malformed('header', 'not JSON in UTF-8');
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw malformed('header', 'not a JSON object');
  }
  return header;
}

function readMetadata(value: unknown): ReadonlyMap<string, string> {
  const texts = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function readEntry(name: string, value: unknown): TensorEntry {
  const { data, error } = tensorSchema.safeParse(value);
  if (!data) {
    const issue = error.issues[0];
    throw malformed(name, `${issue?.path.join('.') ?? 'entry'}: ${issue?.message ?? 'invalid'}`);
  }
  const [begin, end] = data.data_offsets;
  if (end - begin !== 4 * weightSize(data.shape)) {
    throw malformed(
      name,
      `${end - begin} bytes, but its shape [${data.shape.join()}] takes ${4 * weightSize(data.shape)}`,
    );
  }
  return data;
}

function checkCoverage(entries: readonly (readonly [string, TensorEntry])[], dataBytes: number): void {
  const inOrder = entries
    .map(([name, entry]) => ({ name, begin: entry.data_offsets[0], end: entry.data_offsets[1] }))
    .sort((one, other) => one.begin - other.begin || one.end - other.end);
  let covered = 0;
  for (const { name, begin, end } of inOrder) {
    if (begin !== covered)
      throw malformed(name, `data_offsets begin at ${begin}, must be ${covered}: no gap, no overlap`);
    covered = end;
  }
  if (covered !== dataBytes)
    throw malformed('file', `${dataBytes} bytes of data, but its tensors take ${covered}`);
}

function readTensor({ shape, data_offsets: [begin, end] }: TensorEntry, data: Uint8Array): WeightTensor {
  // Copied, because a float32 view needs an aligned start; by set(), because a Buffer's slice() shares memory.
  const copy = new Uint8Array(end - begin);
  copy.set(data.subarray(begin, end));
  return { shape, data: new Float32Array(copy.buffer) };
}

function malformed(field: string, description: string): NetworkError {
  return new NetworkError('MALFORMED_WEIGHTS', field, description);
}
