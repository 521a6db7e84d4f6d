import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, floatsAt, heapView, kernels } from './backend.js';
import { ChannelRows } from './channel-rows.js';
import { Scratch } from './scratch.js';

/** [channels], of all values of a channel; the variance is divided by their number. */
export interface ChannelMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Mean and variance of each channel over batch, height and width, in one pass: block by block in float32
 * around the mean of what came before, put together in float64 (Chan, Golub and LeVeque 1983).
 */
export function channelMoments(x: Tensor4D): ChannelMoments {
  const rows = new ChannelRows(x);
  const total = new MomentSums(rows.channels);
  using scratch = new Scratch();
  const [centre, sums, squares] = [0, 1, 2].map(() => scratch.zeros(rows.length)) as [number, number, number];
  const add = (offset: number, times: number): void => {
    kernels().fillZero({ target: sums, bytes: 4 * rows.length });
    kernels().fillZero({ target: squares, bytes: 4 * rows.length });
    const operands = { centre, sums, squares, width: rows.width, times };
    kernels().moments({ source: addressOf(x) + offset, ...operands });
  };
  const values = (address: number): Float32Array => floatsAt(address, rows.length);
  for (const { offset, rows: times } of rows.blocks()) {
    if (offset === 0) {
      add(offset, times);
      values(centre).set(values(sums).map((sum) => sum / times));
    }
    add(offset, times);
    total.addRow(times, values(centre), values(sums), values(squares));
    total.writeMeans(values(centre));
  }
  total.addValues(heapView(x).subarray(x.size - rows.rest));
  return total.moments();
}

class MomentSums {
  readonly #channels: number;
  readonly #count: Float64Array;
  readonly #mean: Float64Array;
  readonly #squares: Float64Array;

  constructor(channels: number) {
    this.#channels = channels;
    [this.#count, this.#mean, this.#squares] = [0, 1, 2].map(() => new Float64Array(channels)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
  }

  /** `times` values for each place of a row: sums of distances from a centre, and of their squares. */
  addRow(times: number, centre: Float32Array, sums: Float32Array, squares: Float32Array): void {
    for (let place = 0; place < sums.length; place += 1) {
      const sum = sums[place] ?? Number.NaN;
      const mean = (centre[place] ?? Number.NaN) + sum / times;
      this.#add(place % this.#channels, times, mean, (squares[place] ?? Number.NaN) - (sum * sum) / times);
    }
  }

  /** Values of the channels in turn. */
  addValues(values: Float32Array): void {
    for (const [place, value] of values.entries()) this.#add(place % this.#channels, 1, value, 0);
  }

  writeMeans(row: Float32Array): void {
    for (let place = 0; place < row.length; place += 1) {
      row[place] = this.#mean[place % this.#channels] ?? Number.NaN;
    }
  }

  moments(): ChannelMoments {
    return {
      mean: this.#mean,
      variance: this.#squares.map((squares, channel) => squares / (this.#count[channel] ?? 0)),
    };
  }

  #add(channel: number, count: number, mean: number, squares: number): void {
    const before = this.#count[channel] ?? 0;
    const total = before + count;
    const distance = mean - (this.#mean[channel] ?? 0);
    this.#count[channel] = total;
    this.#mean[channel] = (this.#mean[channel] ?? 0) + (distance * count) / total;
    this.#squares[channel] =
      (this.#squares[channel] ?? 0) + squares + (distance * distance * before * count) / total;
  }
}
