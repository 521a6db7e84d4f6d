// Not node:fs/promises, whose file handles take as long as all that this saves.
import { readFile as readFileWithCallback, stat as statWithCallback } from 'node:fs';
import { promisify } from 'node:util';
import sharp, { type SharpOptions } from 'sharp';
import type { Size } from './crop.js';
import { readJpegHeader } from './jpeg-header.js';

const readFile = promisify(readFileWithCallback);
const stat = promisify(statWithCallback);

/** The decoder reads larger files piece by piece. */
const MOST_READ_BYTES = 32 * 2 ** 20;

/** A file's bytes, or its path where they are too many. Rejects for what is no file; a pipe would never end. */
export async function imageSource(path: string): Promise<Uint8Array | string> {
  const stats = await stat(path);
  if (!stats.isFile()) throw new Error('is not a file');
  return stats.size > MOST_READ_BYTES ? path : readFile(path);
}

/** What has to be known of an image before it is decoded. */
export interface ImageHeader {
  /** Of the upright image. */
  readonly size: Size;
  readonly grey: boolean;
  readonly cmyk: boolean;
  /** Whether the decoder can leave out detail while it reads. */
  readonly decodesSmaller: boolean;
}

export async function readHeader(source: Uint8Array | string, options: SharpOptions): Promise<ImageHeader> {
  const jpeg = typeof source === 'string' ? undefined : readJpegHeader(source);
  if (jpeg !== undefined) {
    const { components, ...size } = jpeg;
    return { size, grey: components === 1, cmyk: components === 4, decodesSmaller: true };
  }
  const { autoOrient, channels, space, format } = await sharp(source, options).metadata();
  return {
    size: autoOrient,
    grey: channels < 3,
    cmyk: space === 'cmyk',
    decodesSmaller: format === 'jpeg' || format === 'webp',
  };
}
