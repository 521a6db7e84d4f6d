/** What is at the beginning of a JPEG file. */
export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 3 colour, 4 CMYK. */
  readonly components: number;
}

const START_OF_IMAGE = 0xffd8;
/** Frames that decoders know: baseline, extended sequential, progressive. */
const FRAMES: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Huffman and quantisation tables, restart interval, applications' data and comments. */
const SKIPPED: readonly number[] = [0xc4, 0xdb, 0xdd, 0xe0, ...range(0xe2, 0xef), 0xfe];

/**
 * Reads the frame header of a plain JPEG file (ITU-T T.81, annex B), which costs next to nothing, while asking
 * the decoder costs a sixth of decoding. Undefined for whatever is not plain: other files, damaged ones, and
 * those whose Exif data (segment E1) may say which way is up.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 2 || view.getUint16(0) !== START_OF_IMAGE) return undefined;
  // A segment is FF and its kind (2 bytes), its length without these (2 bytes), and the rest.
  for (let at = 2; at + 10 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const kind = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return undefined;
    if (FRAMES.includes(kind)) return frameAt(view, at);
    if (!SKIPPED.includes(kind)) return undefined;
  }
  return undefined;
}

function frameAt(view: DataView, at: number): JpegHeader | undefined {
  const [height, width, components] = [view.getUint16(at + 5), view.getUint16(at + 7), view.getUint8(at + 9)];
  const known = components === 1 || components === 3 || components === 4;
  return width > 0 && height > 0 && known ? { width, height, components } : undefined;
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
