import { addressOf, kernels } from '../backend.js';
import { copyImages, type ImagesAt, packed } from '../feature-map-copy.js';
import { TILE_POINTS } from '../kernels/winograd.js';
import type { Scratch } from '../scratch.js';
import { type TilePlan, tilesOf } from './tile-plan.js';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Values of a convolution's input at the points, [36, tiles, channels], block by block. */
export class InputTiles {
  readonly address: number;
  readonly #plan: TilePlan;
  readonly #source: ImagesAt;
  readonly #height: number;
  readonly #width: number;
  readonly #padded: ImagesAt;
  readonly #rectify: boolean;

  constructor(input: Tensor4D, plan: TilePlan, scratch: Scratch, rectify: boolean) {
    const [, height, width] = input.shape;
    const { side, outputs, tileRows, tileColumns, channels, channelRoom, images } = plan;
    const paddedHeight = tileRows * outputs + side - 1;
    const paddedWidth = tileColumns * outputs + side - 1;
    // Padding and room stay 0: later blocks write where earlier ones did.
    const address = scratch.zeros(images * paddedHeight * paddedWidth * channelRoom);
    this.#padded = packed(address, paddedHeight, paddedWidth, channelRoom);
    this.#source = packed(addressOf(input), height, width, channels);
    this.#plan = plan;
    this.#height = height;
    this.#width = width;
    this.#rectify = rectify;
    this.address = scratch.floats((TILE_POINTS * plan.channelPointStep) / 4);
  }

  load(first: number, images: number): void {
    const source = { ...this.#source, address: this.#source.address + first * this.#source.image };
    const { row, pixel } = this.#padded;
    const before = (this.#plan.side - 1) / 2;
    const inside = { ...this.#padded, address: this.#padded.address + before * (row + pixel) };
    const shape = { images, height: this.#height, width: this.#width, channels: this.#plan.channels };
    copyImages(source, inside, shape, this.#rectify);
    kernels().inputToPoints({
      ...tilesOf(this.#plan, this.#padded, images, this.#plan.outputs),
      points: this.address,
      pointStep: this.#plan.channelPointStep,
    });
  }
}
