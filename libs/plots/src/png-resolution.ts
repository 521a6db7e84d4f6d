import { crc32 } from 'node:zlib';

/** Signature, then the chunk IHDR: length, type, 13 bytes, checksum. */
const AFTER_HEADER = 8 + 4 + 4 + 13 + 4;
const METRES_PER_INCH = 0.0254;
const PER_METRE = 1;

/** A PNG that says how large it is: with a pHYs chunk (PNG specification) behind its header, in dots per metre. */
export function withResolution(png: Uint8Array, dotsPerInch: number): Uint8Array {
  const dots = Math.round(dotsPerInch / METRES_PER_INCH);
  const body = Buffer.alloc(4 + 9);
  body.write('pHYs', 0, 'latin1');
  body.writeUInt32BE(dots, 4);
  body.writeUInt32BE(dots, 8);
  body.writeUInt8(PER_METRE, 12);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([png.subarray(0, AFTER_HEADER), length, body, checksum, png.subarray(AFTER_HEADER)]);
}
