import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Kernels } from '../kernels/kernels.js';
import { PANEL_COLUMNS, TILE_ROWS } from '../kernels/product-tile.js';
import { TILE_POINTS, TILE_SIDE } from '../kernels/winograd.js';
import { type ImagesAt, packed } from '../feature-map-copy.js';
import { roundUp } from '../round-up.js';

/** Bytes at the points that are worked on at once; they should stay in a core's cache. */
const BLOCK_BYTES = 768 * 1024;

/** Between the values at different points: without it they would fall on the same lines of the cache. */
export const GAP_BYTES = 64;

/** How a convolution's images are cut into tiles, and how many images are worked on at once. */
export interface TilePlan {
  readonly side: number;
  /** Rows and columns of the output that a tile gives. */
  readonly outputs: number;
  readonly channels: number;
  readonly filters: number;
  /** Channels and filters with the room for whole vectors and panels. */
  readonly channelRoom: number;
  readonly filterRoom: number;
  readonly tileRows: number;
  readonly tileColumns: number;
  /** Images in a block, but perhaps the last. */
  readonly images: number;
  /** Bytes from a tile's values at one point to those at the next. */
  readonly channelPointStep: number;
  readonly filterPointStep: number;
  /** Whether tiles and panels fit the output exactly, so that they can lie in it. */
  readonly fitsOutput: boolean;
}

export function planTiles(
  [batch, height, width, channels]: Tensor4D['shape'],
  filters: number,
  side: number,
): TilePlan {
  const outputs = TILE_SIDE - side + 1;
  const [tileRows, tileColumns] = [Math.ceil(height / outputs), Math.ceil(width / outputs)];
  const [channelRoom, filterRoom] = [roundUp(channels, TILE_ROWS), roundUp(filters, PANEL_COLUMNS)];
  const imageBytes = 4 * TILE_POINTS * tileRows * tileColumns * (channelRoom + filterRoom);
  const blocks = Math.ceil(batch / Math.max(1, Math.floor(BLOCK_BYTES / imageBytes)));
  const images = Math.ceil(batch / blocks);
  const tiles = roundUp(images * tileRows * tileColumns, TILE_ROWS);
  return {
    side,
    outputs,
    channels,
    filters,
    channelRoom,
    filterRoom,
    tileRows,
    tileColumns,
    images,
    channelPointStep: 4 * tiles * channelRoom + GAP_BYTES,
    filterPointStep: 4 * tiles * filterRoom + GAP_BYTES,
    fitsOutput: height % outputs === 0 && width % outputs === 0 && filters === filterRoom,
  };
}

/** The batch, block by block. */
export function* blocksOf(
  batch: number,
  { images }: TilePlan,
): Generator<{ readonly first: number; readonly images: number }, void, undefined> {
  for (let first = 0; first < batch; first += images)
    yield { first, images: Math.min(images, batch - first) };
}

/** Output images with room for whole tiles and panels. */
export function roomyOutput(
  { outputs, tileRows, tileColumns, filterRoom }: TilePlan,
  address: number,
): ImagesAt {
  return packed(address, tileRows * outputs, tileColumns * outputs, filterRoom);
}

type TileOperands = Parameters<Kernels['inputToPoints']>[0];

/** Tiles of some images for a transform, `step` pixels apart. */
export function tilesOf(
  { tileRows, tileColumns }: TilePlan,
  { address, image, row, pixel }: ImagesAt,
  images: number,
  step: number,
): Omit<TileOperands, 'points' | 'pointStep'> {
  return {
    tiles: address,
    planes: images,
    rows: tileRows,
    columns: tileColumns,
    groups: pixel / 16,
    planeStep: image,
    rowStep: step * row,
    columnStep: step * pixel,
    down: row,
    right: pixel,
  };
}
