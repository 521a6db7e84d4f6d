import type { Tensor4D } from '@tensorflow/tfjs-core';
import { floatsAt } from './backend.js';
import type { Scratch } from './scratch.js';

/** Values in a row, at least: shorter rows would wait for the sums of the row before. */
const LEAST_ROW = 64;

/** Values worked on at once: what a core's caches hold, and few enough to be summed in float32. */
const BLOCK_VALUES = 16_384;

/**
 * A feature map as rows that repeat its channels until they fill whole vectors, so that kernels need not
 * care how many channels there are. The last values may be less than a row.
 */
export class ChannelRows {
  readonly channels: number;
  /** Values of a row; a multiple of 4 and of the channels. */
  readonly length: number;
  readonly rows: number;
  /** Values that fill no row. */
  readonly rest: number;

  constructor({ shape, size }: Tensor4D) {
    this.channels = shape[3];
    const shortest = leastCommonMultiple(this.channels, 4);
    this.length = shortest * Math.ceil(LEAST_ROW / shortest);
    this.rows = Math.floor(size / this.length);
    this.rest = size - this.rows * this.length;
  }

  /** Vectors in a row. */
  get width(): number {
    return this.length / 4;
  }

  /** Address of a row of one value for each channel, over and over. */
  repeated(values: Float32Array, scratch: Scratch): number {
    const address = scratch.floats(this.length);
    const row = floatsAt(address, this.length);
    for (let start = 0; start < this.length; start += this.channels) row.set(values, start);
    return address;
  }

  /** Rows that are worked on at once, and the bytes before them. */
  *blocks(): Generator<{ readonly offset: number; readonly rows: number }, void, undefined> {
    const most = Math.max(1, Math.floor(BLOCK_VALUES / this.length));
    for (let first = 0; first < this.rows; first += most) {
      yield { offset: 4 * first * this.length, rows: Math.min(most, this.rows - first) };
    }
  }
}

function leastCommonMultiple(left: number, right: number): number {
  let multiple = left;
  while (multiple % right !== 0) multiple += left;
  return multiple;
}
