import { NetworkError } from './network-error.js';
import { METADATA } from './safetensors-index.js';
import { weightSize } from './weight-specs.js';
import { MAX_WEIGHTS_BYTES, type Weights } from './weights.js';

export interface SafetensorsOptions {
  /** Texts that go along, by name. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Bytes that all tensors together may have. Default {@link MAX_WEIGHTS_BYTES}. */
  readonly maxBytes?: number;
}

/**
 * Weights as a safetensors file: 8 bytes length of the header (little-endian), the header in JSON padded
 * with spaces to a multiple of 8, then the tensors as little-endian float32. Tensors stand in the order
 * of their names, so that equal weights give equal bytes, and equal checksums.
 *
 * Throws {@link NetworkError} `INFEASIBLE` where the tensors exceed `maxBytes`.
 */
export function encodeSafetensors(weights: Weights, options: SafetensorsOptions = {}): Uint8Array {
  const parts = safetensorsParts(weights, options);
  const file = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    file.set(part, offset);
    offset += part.length;
  }
  return file;
}

/** The bytes of {@link encodeSafetensors} one after another, without a copy of the tensors. */
export function safetensorsParts(
  weights: Weights,
  { metadata, maxBytes = MAX_WEIGHTS_BYTES }: SafetensorsOptions = {},
): readonly Uint8Array[] {
  const tensors = [...weights].sort(([one], [other]) => (one < other ? -1 : 1));
  const entries = tensors.map(([name, { shape }]) => ({ name, type: 'F32', shape }) as const);
  const dataBytes = tensors.reduce((sum, [, { data }]) => sum + data.byteLength, 0);
  if (dataBytes > maxBytes) {
    throw new NetworkError('INFEASIBLE', 'weights', `${dataBytes} bytes, at most ${maxBytes} allowed`);
  }
  const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
    new Uint8Array(buffer, byteOffset, byteLength);
  return [safetensorsHead(entries, metadata), ...tensors.map(([, { data }]) => bytesOf(data))];
}

/** A tensor that a safetensors file announces. */
export interface SafetensorsEntry {
  readonly name: string;
  readonly type: keyof typeof TYPE_BYTES;
  readonly shape: readonly number[];
}

const TYPE_BYTES = { F32: 4, I64: 8 } as const;

/**
 * What stands in a safetensors file before the tensors, whose bytes have to follow in the order of the entries
 * without a gap.
 */
export function safetensorsHead(
  tensors: readonly SafetensorsEntry[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array {
  const entries: (readonly [name: string, entry: unknown])[] = [];
  if (metadata) entries.push([METADATA, metadata]);
  let begin = 0;
  for (const { name, type, shape } of tensors) {
    const end = begin + TYPE_BYTES[type] * weightSize(shape);
    entries.push([name, { dtype: type, shape, data_offsets: [begin, end] }]);
    begin = end;
  }
  const json = new TextEncoder().encode(headerJson(entries));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const head = new Uint8Array(8 + headerBytes);
  new DataView(head.buffer).setBigUint64(0, BigInt(headerBytes), true);
  head.fill(0x20, 8).set(json, 8);
  return head;
}

/** Written entry by entry, because an object would put names that look like numbers first. */
function headerJson(entries: readonly (readonly [name: string, entry: unknown])[]): string {
  return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
}
