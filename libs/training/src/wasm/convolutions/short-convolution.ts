import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, kernels, uninitialised } from '../backend.js';
import { copyImages, packed } from '../feature-map-copy.js';
import { PANEL_COLUMNS, TILE_ROWS } from '../kernels/product-tile.js';
import { TILE_POINTS } from '../kernels/winograd.js';
import { Scratch } from '../scratch.js';
import { InputTiles } from './input-tiles.js';
import { filterAtPoints, filterFromPoints, filterStep } from './short-filter.js';
import { blocksOf, planTiles, roomyOutput, type TilePlan, tilesOf } from './tile-plan.js';

/**
 * Convolution of stride 1 with "same" padding, by Winograd's algorithm on tiles of 6×6.
 *
 * @param filter - [side, side, channels, filters], side 3 or 5
 * @param rectify - whether negative values of the input count as 0
 */
export function shortConvolution(
  input: Tensor4D,
  filter: Float32Array,
  side: number,
  rectify = false,
): Tensor4D {
  const [batch, height, width, channels] = input.shape;
  const filters = filter.length / (side * side * channels);
  const plan = planTiles(input.shape, filters, side);
  const output = uninitialised([batch, height, width, filters]);
  using scratch = new Scratch();
  const tiles = new InputTiles(input, plan, scratch, rectify);
  const filterPoints = filterAtPoints(plan, filter, scratch);
  const products = scratch.floats((TILE_POINTS * plan.filterPointStep) / 4);
  const target = packed(addressOf(output), height, width, filters);
  const roomy = plan.fitsOutput ? target : roomyBlock(plan, scratch);
  for (const { first, images } of blocksOf(batch, plan)) {
    tiles.load(first, images);
    kernels().multiply({
      products: TILE_POINTS,
      a: tiles.address,
      b: filterPoints,
      c: products,
      rowTiles: Math.ceil((images * plan.tileRows * plan.tileColumns) / TILE_ROWS),
      depth: plan.channelRoom,
      panels: plan.filterRoom / PANEL_COLUMNS,
      aRow: 4 * plan.channelRoom,
      cRow: 4 * plan.filterRoom,
      aMatrix: plan.channelPointStep,
      bMatrix: filterStep(plan),
      cMatrix: plan.filterPointStep,
    });
    const block = { ...target, address: target.address + first * target.image };
    const written = plan.fitsOutput ? block : roomy;
    kernels()[side === 3 ? 'output4FromPoints' : 'output2FromPoints']({
      ...tilesOf(plan, written, images, plan.outputs),
      points: products,
      pointStep: plan.filterPointStep,
    });
    if (!plan.fitsOutput) copyImages(roomy, block, { images, height, width, channels: filters });
  }
  return output;
}

/**
 * Gradient of the filter of {@link shortConvolution}. What the convolution does to its filter, it is done
 * backwards and transposed: gradients go to the points, are multiplied with the input there, and come back.
 *
 * @param gradient - of the output
 * @param target - [side, side, channels, filters], overwritten
 */
export function shortFilterGradient(
  input: Tensor4D,
  gradient: Tensor4D,
  side: number,
  target: Float32Array,
  rectify = false,
): void {
  const [batch, height, width, filters] = gradient.shape;
  const plan = planTiles(input.shape, filters, side);
  using scratch = new Scratch();
  const tiles = new InputTiles(input, plan, scratch, rectify);
  const gradientPoints = scratch.floats((TILE_POINTS * plan.filterPointStep) / 4);
  const sums = scratch.zeros((TILE_POINTS * filterStep(plan)) / 4);
  const source = packed(addressOf(gradient), height, width, filters);
  const roomy = plan.fitsOutput ? source : roomyBlock(plan, scratch);
  for (const { first, images } of blocksOf(batch, plan)) {
    tiles.load(first, images);
    const block = { ...source, address: source.address + first * source.image };
    if (!plan.fitsOutput) copyImages(block, roomy, { images, height, width, channels: filters });
    kernels()[side === 3 ? 'output4ToPoints' : 'output2ToPoints']({
      ...tilesOf(plan, plan.fitsOutput ? block : roomy, images, plan.outputs),
      points: gradientPoints,
      pointStep: plan.filterPointStep,
    });
    kernels().accumulate({
      products: TILE_POINTS,
      a: tiles.address,
      b: gradientPoints,
      c: sums,
      rowTiles: plan.channelRoom / TILE_ROWS,
      depth: images * plan.tileRows * plan.tileColumns,
      panels: plan.filterRoom / PANEL_COLUMNS,
      aRow: 4 * plan.channelRoom,
      bRow: 4 * plan.filterRoom,
      cRow: 4 * plan.filterRoom,
      aMatrix: plan.channelPointStep,
      bMatrix: plan.filterPointStep,
      cMatrix: filterStep(plan),
    });
  }
  filterFromPoints(plan, sums, target, scratch);
}

/** Room for the whole tiles and panels of a block's output; zeros. */
function roomyBlock(plan: TilePlan, scratch: Scratch) {
  const { images, tileRows, tileColumns, outputs, filterRoom } = plan;
  return roomyOutput(plan, scratch.zeros(images * tileRows * tileColumns * outputs ** 2 * filterRoom));
}
