import { z } from 'zod';
import { NetworkError } from './network-error.js';
import { weightSize } from './weight-specs.js';

/** Bytes that the header may have; one of 10,000 tensors takes about 1 MB. */
const MAX_HEADER_BYTES = 2 ** 24;

/** Bytes before the header, which say how long it is. */
export const SAFETENSORS_LENGTH_BYTES = 8;

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

/** Where a tensor's bytes lie in its file: little-endian float32, row-major. */
export interface TensorPlace {
  readonly shape: readonly number[];
  /** From the beginning of the file. */
  readonly offset: number;
  readonly sizeBytes: number;
}

/** What stands where in a safetensors file. */
export interface SafetensorsIndex {
  readonly tensors: ReadonlyMap<string, TensorPlace>;
  /** Texts that go along, by name; only those that are texts. */
  readonly metadata: ReadonlyMap<string, string>;
  /** Bytes of all tensors. */
  readonly dataBytes: number;
}

/**
 * How many bytes the header has, which follows the first {@link SAFETENSORS_LENGTH_BYTES} bytes of a file. Throws
 * {@link NetworkError} `MALFORMED_WEIGHTS` where it cannot be.
 *
 * @param beginning - of the file, at least those bytes where it has them
 */
export function safetensorsHeaderBytes(beginning: Uint8Array, fileBytes: number): number {
  if (fileBytes < SAFETENSORS_LENGTH_BYTES || beginning.length < SAFETENSORS_LENGTH_BYTES) {
    throw malformed('file', `${fileBytes} bytes, at least ${SAFETENSORS_LENGTH_BYTES} needed`);
  }
  const length = new DataView(beginning.buffer, beginning.byteOffset).getBigUint64(0, true);
  const most = Math.min(MAX_HEADER_BYTES, fileBytes - SAFETENSORS_LENGTH_BYTES);
  if (length > BigInt(most)) {
    throw malformed('header', `${length} bytes long by its own account, at most ${most} possible`);
  }
  return Number(length);
}

/**
 * The index that a header is. Throws {@link NetworkError} `MALFORMED_WEIGHTS` unless the file is just as long as the
 * header says, all tensors are float32 of the size of their shape, and together they cover the data without gap or
 * overlap.
 */
export function safetensorsIndex(header: Uint8Array, fileBytes: number): SafetensorsIndex {
  const dataBegin = SAFETENSORS_LENGTH_BYTES + header.length;
  const json = readHeader(header);
  const entries = Object.entries(json)
    .filter(([name]) => name !== METADATA)
    .map(([name, value]) => [name, readEntry(name, value)] as const);
  const dataBytes = fileBytes - dataBegin;
  checkCoverage(entries, dataBytes);
  return {
    tensors: new Map(
      entries.map(
        ([
          name,
          {
            shape,
            data_offsets: [begin, end],
          },
        ]) => [name, { shape, offset: dataBegin + begin, sizeBytes: end - begin }],
      ),
    ),
    metadata: readMetadata((json as Record<string, unknown>)[METADATA]),
    dataBytes,
  };
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

/** An error of a file that is no safetensors file. */
export function malformed(field: string, description: string): NetworkError {
  return new NetworkError('MALFORMED_WEIGHTS', field, description);
}
