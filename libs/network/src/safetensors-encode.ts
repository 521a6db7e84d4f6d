import { NetworkError } from './network-error.js';
import { MAX_WEIGHTS_BYTES, type Weights } from './weights.js';

/**
 * Weights as a safetensors file: 8 bytes length of the header (little-endian), the header in JSON padded
 * with spaces to a multiple of 8, then the tensors as little-endian float32. Tensors stand in the order
 * of their names, so that equal weights give equal bytes, and equal checksums.
 *
 * Throws {@link NetworkError} `INFEASIBLE` where the tensors exceed {@link MAX_WEIGHTS_BYTES}.
 */
export function encodeSafetensors(weights: Weights): Uint8Array {
  const tensors = [...weights].sort(([one], [other]) => (one < other ? -1 : 1));
  const entries = new Map<string, unknown>();
  let dataBytes = 0;
  for (const [name, { shape, data }] of tensors) {
    entries.set(name, { dtype: 'F32', shape, data_offsets: [dataBytes, dataBytes + data.byteLength] });
    dataBytes += data.byteLength;
  }
  if (dataBytes > MAX_WEIGHTS_BYTES) {
    throw new NetworkError(
      'INFEASIBLE',
      'weights',
      `${dataBytes} bytes, at most ${MAX_WEIGHTS_BYTES} allowed`,
    );
  }
  const json = new TextEncoder().encode(headerJson(entries));
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new Uint8Array(8 + headerBytes + dataBytes);
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true);
  file.fill(0x20, 8, 8 + headerBytes).set(json, 8);
  let offset = 8 + headerBytes;
  for (const [, { data }] of tensors) {
    file.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), offset);
    offset += data.byteLength;
  }
  return file;
}

/** Written entry by entry, because an object would put names that look like numbers first. */
function headerJson(entries: ReadonlyMap<string, unknown>): string {
  return `{${[...entries].map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
}
