import { kernels } from './backend.js';

/** Images in WebAssembly memory, distances in bytes. */
export interface ImagesAt {
  readonly address: number;
  readonly image: number;
  readonly row: number;
  readonly pixel: number;
}

/** Images without gaps, or with room for more channels than they have. */
export function packed(address: number, height: number, width: number, channels: number): ImagesAt {
  const pixel = 4 * channels;
  return { address, pixel, row: width * pixel, image: height * width * pixel };
}

export interface CopiedShape {
  readonly images: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** @param rectify - whether negative values become 0 */
export function copyImages(
  from: ImagesAt,
  to: ImagesAt,
  { images, height, width, channels }: CopiedShape,
  rectify = false,
): void {
  // Rows without gaps are copied as one long pixel.
  const isDense = from.pixel === 4 * channels && to.pixel === 4 * channels;
  const length = isDense ? width * channels : channels;
  kernels().copyPixels({
    source: from.address,
    target: to.address,
    planes: images,
    rows: height,
    columns: isDense ? 1 : width,
    groups: Math.floor(length / 4),
    rest: length % 4,
    sourcePlane: from.image,
    sourceRow: from.row,
    sourceColumn: from.pixel,
    targetPlane: to.image,
    targetRow: to.row,
    targetColumn: to.pixel,
    rectify: rectify ? 1 : 0,
  });
}
