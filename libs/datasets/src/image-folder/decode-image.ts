import sharp, { type FailOnOptions, type Sharp, type SharpOptions } from 'sharp';
import type { CropWindow, Size } from './crop.js';
import { admitImageFormats } from './image-formats.js';
import { type ImageHeader, imageSource, readHeader } from './image-source.js';
import { isReadFault } from './read-fault.js';

/** How an image departs from what nearly all are. */
export interface Oddities {
  readonly grey: boolean;
  readonly cmyk: boolean;
  /** Its data end early; what is missing is grey (JPEG) or black. */
  readonly truncated: boolean;
}

export interface DecodedImage extends Oddities {
  /** [side, side, 3], values 0–255. */
  readonly pixels: Uint8Array;
}

/** More is a mistake or an attack: decoding would take gigabytes. */
const MOST_PIXELS = 100_000_000;
/** Far more than such an image takes on a busy machine. */
const MOST_SECONDS = 60;
/** Behind transparent parts. */
const GROUND = { r: 128, g: 128, b: 128 };

admitImageFormats();

/**
 * Decodes a file, takes the window that `choose` names for its upright size, and scales it to a square of
 * `side` pixels, sRGB. Rejects with the decoder's reason where there is no image to be had, with the system's
 * where the file could not be read.
 */
export async function decodeImage(
  path: string,
  side: number,
  choose: (size: Size) => CropWindow,
): Promise<DecodedImage> {
  const source = await imageSource(path);
  const header = await readHeader(source, reading('none'));
  const window = choose(header.size);
  const decode = (failOn: FailOnOptions) => pixelsOf(sharp(source, reading(failOn)), header, window, side);
  const { grey, cmyk } = header;
  try {
    return { grey, cmyk, truncated: false, pixels: await decode('truncated') };
  } catch (error) {
    if (isReadFault(error)) throw error;
    return { grey, cmyk, truncated: true, pixels: await decode('none') };
  }
}

function reading(failOn: FailOnOptions): SharpOptions {
  return { failOn, autoOrient: true, limitInputPixels: MOST_PIXELS };
}

async function pixelsOf(
  image: Sharp,
  header: ImageHeader,
  window: CropWindow,
  side: number,
): Promise<Uint8Array> {
  // Decoding smaller pays at half the size and below.
  const smaller = header.decodesSmaller && Math.min(window.width, window.height) >= 2 * side;
  const cropped = smaller
    ? resizeThenCrop(image, header.size, window, side)
    : image.extract({ ...window }).resize(side, side, { fit: 'fill', kernel: 'linear' });
  const { data, info } = await cropped
    .flatten({ background: GROUND })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: MOST_SECONDS })
    .toBuffer({ resolveWithObject: true });
  if (info.width !== side || info.height !== side || info.channels !== 3) {
    throw new Error(`decoded to ${info.width}×${info.height}×${info.channels}`);
  }
  return data;
}

/** The decoder reads at full size what is cropped before it is scaled; so the crop comes last. */
function resizeThenCrop(image: Sharp, full: Size, window: CropWindow, side: number): Sharp {
  const width = Math.round((full.width * side) / window.width);
  const height = Math.round((full.height * side) / window.height);
  return image.resize(width, height, { fit: 'fill', kernel: 'linear' }).extract({
    left: Math.min(width - side, Math.round((window.left * side) / window.width)),
    top: Math.min(height - side, Math.round((window.top * side) / window.height)),
    width: side,
    height: side,
  });
}
