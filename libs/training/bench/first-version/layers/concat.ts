import type { Tensor4D } from '@tensorflow/tfjs-core';
import { heapView, uninitialised } from '../../../src/wasm/backend.js';
import type { Layer } from '../../../src/wasm/layer.js';

/** Along the channels. Copies in WebAssembly memory: the backend's kernel is slow where channels are few. */
export function concat(): Layer {
  return {
    infer: concatenated,
    train(inputs) {
      const shapes = inputs.map(({ shape }) => shape);
      return {
        output: concatenated(inputs),
        kept: [],
        backward: (gradient) => split(gradient, shapes),
      };
    },
  };
}

function concatenated(inputs: readonly Tensor4D[]): Tensor4D {
  const [first] = inputs;
  if (!first) throw new RangeError('inputs: a concat needs at least 1; got 0');
  const [batch, height, width] = first.shape;
  const total = inputs.reduce((sum, { shape }) => sum + shape[3], 0);
  const output = uninitialised([batch, height, width, total]);
  const target = heapView(output);
  let start = 0;
  for (const input of inputs) {
    const channels = input.shape[3];
    copyColumns(
      { values: heapView(input), width: channels, start: 0 },
      { values: target, width: total, start },
      channels,
    );
    start += channels;
  }
  return output;
}

function split(whole: Tensor4D, shapes: readonly Tensor4D['shape'][]): Tensor4D[] {
  const parts = shapes.map((shape) => uninitialised(shape));
  const source = heapView(whole);
  let start = 0;
  for (const part of parts) {
    const channels = part.shape[3];
    copyColumns(
      { values: source, width: whole.shape[3], start },
      { values: heapView(part), width: channels, start: 0 },
      channels,
    );
    start += channels;
  }
  return parts;
}

/** Some columns of a matrix, its rows one after the other. */
interface Columns {
  readonly values: Float32Array;
  /** Columns of the whole matrix. */
  readonly width: number;
  readonly start: number;
}

/** Below so many columns a loop beats one call for each row. */
const FEW_COLUMNS = 32;

function copyColumns(from: Columns, to: Columns, columns: number): void {
  const rows = from.values.length / from.width;
  if (columns >= FEW_COLUMNS) {
    for (let row = 0; row < rows; row += 1) {
      const start = row * from.width + from.start;
      to.values.set(from.values.subarray(start, start + columns), row * to.width + to.start);
    }
    return;
  }
  const numbers = [from.width, from.start, to.width, to.start, columns] as const;
  if (numbers.some((count) => count % 2 === 1)) {
    copyByValue(from.values, to.values, rows, ...numbers);
    return;
  }
  // Two values at once.
  const [fromWidth, fromStart, toWidth, toStart, pairs] = numbers;
  copyByValue(
    pairsOf(from.values),
    pairsOf(to.values),
    rows,
    fromWidth / 2,
    fromStart / 2,
    toWidth / 2,
    toStart / 2,
    pairs / 2,
  );
}

/** The backend's memory is aligned for this. */
function pairsOf(values: Float32Array): Float64Array {
  return new Float64Array(values.buffer, values.byteOffset, values.length / 2);
}

function copyByValue<Values extends Float32Array | Float64Array>(
  source: Values,
  target: Values,
  rows: number,
  sourceWidth: number,
  sourceStart: number,
  targetWidth: number,
  targetStart: number,
  columns: number,
): void {
  for (let row = 0; row < rows; row += 1) {
    const from = row * sourceWidth + sourceStart;
    const to = row * targetWidth + targetStart;
    for (let column = 0; column < columns; column += 1) target[to + column] = source[from + column] ?? 0;
  }
}
