import type { Tensor4D } from '@tensorflow/tfjs-core';
import { addressOf, floatsAt, heapView, kernels } from './backend.js';
import { ChannelRows } from './channel-rows.js';
import { Scratch } from './scratch.js';

/** [channels], over batch, height and width. */
export interface ChannelGradients {
  /** Σ gradient */
  readonly sums: Float64Array;
  /** Σ gradient · (x − centre) */
  readonly products: Float64Array;
}

/** @param centre - [channels] */
export function channelGradients(gradient: Tensor4D, x: Tensor4D, centre: Float32Array): ChannelGradients {
  const rows = new ChannelRows(x);
  const { channels, width, length } = rows;
  const sums = new Float64Array(channels);
  const products = new Float64Array(channels);
  using scratch = new Scratch();
  const centreRow = rows.repeated(centre, scratch);
  const [sumRow, productRow] = [scratch.floats(length), scratch.floats(length)];
  for (const { offset, rows: times } of rows.blocks()) {
    kernels().fillZero({ target: sumRow, bytes: 4 * length });
    kernels().fillZero({ target: productRow, bytes: 4 * length });
    kernels().gradientSums({
      gradient: addressOf(gradient) + offset,
      source: addressOf(x) + offset,
      centre: centreRow,
      sums: sumRow,
      products: productRow,
      width,
      times,
    });
    addByChannel(sums, floatsAt(sumRow, length));
    addByChannel(products, floatsAt(productRow, length));
  }
  const gradients = heapView(gradient).subarray(x.size - rows.rest);
  addByChannel(sums, gradients);
  addByChannel(
    products,
    heapView(x)
      .subarray(x.size - rows.rest)
      .map((value, place) => (value - (centre[place % channels] ?? 0)) * (gradients[place] ?? 0)),
  );
  return { sums, products };
}

function addByChannel(totals: Float64Array, values: Float32Array): void {
  for (let place = 0; place < values.length; place += 1) {
    const channel = place % totals.length;
    totals[channel] = (totals[channel] ?? 0) + (values[place] ?? Number.NaN);
  }
}
