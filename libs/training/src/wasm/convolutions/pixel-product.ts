import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, floatsAt, kernels, uninitialised } from '../backend.js';
import { copyImages, type ImagesAt, packed } from '../feature-map-copy.js';
import { PANEL_COLUMNS, TILE_ROWS } from '../kernels/product-tile.js';
import { roundUp } from '../round-up.js';
import { Scratch } from '../scratch.js';

/** Bytes of input and output that are worked on at once. */
const BLOCK_BYTES = 256 * 1024;

/**
 * Convolution of side 1 and stride 1: a matrix product of pixels and filter.
 *
 * @param filter - [channels, filters]
 * @param rectify - whether negative values of the input count as 0
 */
export function pixelProduct(input: Tensor4D, filter: Float32Array, rectify = false): Tensor4D {
  const [batch, height, width, channels] = input.shape;
  const filters = filter.length / channels;
  const output = uninitialised([batch, height, width, filters]);
  using scratch = new Scratch();
  const pixels = new PixelBlocks(batch * height * width, channels, filters);
  const panels = filterInPanels(filter, pixels, scratch);
  const left = scratch.zeros(pixels.most * pixels.channelRoom);
  const right = scratch.floats(pixels.most * pixels.filterRoom);
  const [source, target] = [addressOf(input), addressOf(output)];
  for (const { first, count } of pixels.blocks()) {
    copyPixels(source + 4 * first * channels, channels, left, pixels.channelRoom, count, rectify);
    const isWhole = filters === pixels.filterRoom && count % TILE_ROWS === 0;
    const block = target + 4 * first * filters;
    kernels().multiply({
      products: 1,
      a: left,
      b: panels,
      c: isWhole ? block : right,
      rowTiles: Math.ceil(count / TILE_ROWS),
      depth: pixels.channelRoom,
      panels: pixels.filterRoom / PANEL_COLUMNS,
      aRow: 4 * pixels.channelRoom,
      cRow: 4 * pixels.filterRoom,
      aMatrix: 0,
      bMatrix: 0,
      cMatrix: 0,
    });
    if (!isWhole) copyPixels(right, pixels.filterRoom, block, filters, count);
  }
  return output;
}

/**
 * Gradient of the filter of {@link pixelProduct}.
 *
 * @param gradient - of the output
 * @param target - [channels, filters], overwritten
 */
export function pixelFilterGradient(
  input: Tensor4D,
  gradient: Tensor4D,
  target: Float32Array,
  rectify = false,
): void {
  const [batch, height, width, channels] = input.shape;
  const filters = gradient.shape[3];
  using scratch = new Scratch();
  const pixels = new PixelBlocks(batch * height * width, channels, filters);
  const { channelRoom, filterRoom } = pixels;
  const left = scratch.zeros(pixels.most * channelRoom);
  const right = scratch.zeros(pixels.most * filterRoom);
  const sums = scratch.zeros(channelRoom * filterRoom);
  const [source, gradients] = [addressOf(input), addressOf(gradient)];
  for (const { first, count } of pixels.blocks()) {
    copyPixels(source + 4 * first * channels, channels, left, channelRoom, count, rectify);
    const block = gradients + 4 * first * filters;
    if (filters !== filterRoom) copyPixels(block, filters, right, filterRoom, count);
    kernels().accumulate({
      products: 1,
      a: left,
      b: filters === filterRoom ? block : right,
      c: sums,
      rowTiles: channelRoom / TILE_ROWS,
      depth: count,
      panels: filterRoom / PANEL_COLUMNS,
      aRow: 4 * channelRoom,
      bRow: 4 * filterRoom,
      cRow: 4 * filterRoom,
      aMatrix: 0,
      bMatrix: 0,
      cMatrix: 0,
    });
  }
  const values = floatsAt(sums, channelRoom * filterRoom);
  for (let channel = 0; channel < channels; channel += 1) {
    const start = channel * filterRoom;
    target.set(values.subarray(start, start + filters), channel * filters);
  }
}

/** Pixels in blocks that stay in a core's cache. */
class PixelBlocks {
  readonly count: number;
  readonly channels: number;
  readonly filters: number;
  readonly channelRoom: number;
  readonly filterRoom: number;
  /** Pixels in a block, at most, with the room for whole tiles. */
  readonly most: number;

  constructor(count: number, channels: number, filters: number) {
    this.count = count;
    this.channels = channels;
    this.filters = filters;
    this.channelRoom = roundUp(channels, TILE_ROWS);
    this.filterRoom = roundUp(filters, PANEL_COLUMNS);
    const fitting = Math.floor(BLOCK_BYTES / (4 * (this.channelRoom + this.filterRoom)));
    this.most = roundUp(Math.min(Math.max(fitting, 1), count), TILE_ROWS);
  }

  *blocks(): Generator<{ readonly first: number; readonly count: number }, void, undefined> {
    for (let first = 0; first < this.count; first += this.most) {
      yield { first, count: Math.min(this.most, this.count - first) };
    }
  }
}

function copyPixels(
  from: number,
  fromChannels: number,
  to: number,
  toChannels: number,
  count: number,
  rectify = false,
): void {
  const pixels = (address: number, channels: number): ImagesAt => packed(address, 1, count, channels);
  const shape = { images: 1, height: 1, width: count, channels: Math.min(fromChannels, toChannels) };
  copyImages(pixels(from, fromChannels), pixels(to, toChannels), shape, rectify);
}

/** Address of [panels, channels, 8], with room. */
function filterInPanels(
  filter: Float32Array,
  { channels, filters, channelRoom, filterRoom }: PixelBlocks,
  scratch: Scratch,
): number {
  const address = scratch.zeros(channelRoom * filterRoom);
  const panels = floatsAt(address, channelRoom * filterRoom);
  for (let start = 0; start < filters; start += PANEL_COLUMNS) {
    const end = Math.min(start + PANEL_COLUMNS, filters);
    for (let channel = 0; channel < channels; channel += 1) {
      const row = filter.subarray(channel * filters + start, channel * filters + end);
      panels.set(row, start * channelRoom + channel * PANEL_COLUMNS);
    }
  }
  return address;
}
