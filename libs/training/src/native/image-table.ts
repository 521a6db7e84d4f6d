import type { ImageSet } from '@blockqnn/datasets';
import type { Batch } from '../batch.js';

type Shape = ImageSet['shape'];

/**
 * Images laid out to be gathered by row and column: behind each row of pixels is a black one, behind all
 * rows a black row, so that what lies beside an image has a place of its own.
 *
 * @param pixels - [count, height, width, channels]
 * @returns [count · height + 1, (width + 1) · channels]
 */
export function imageTable(pixels: Uint8Array, { width, channels }: Shape): Uint8Array {
  const row = width * channels;
  const rows = pixels.length / row;
  const table = alignedBytes((rows + 1) * (row + channels));
  for (let index = 0; index < rows; index += 1) {
    table.set(pixels.subarray(index * row, (index + 1) * row), index * (row + channels));
  }
  return table;
}

/** Which rows of the table the rows of a batch's images are, [size, height]. */
export function tableRows(
  count: number,
  { height }: Shape,
  indices: Int32Array,
  shifts?: Batch['shifts'],
): Int32Array {
  const rows = new Int32Array(indices.length * height);
  for (let at = 0; at < rows.length; at += 1) {
    const position = Math.floor(at / height);
    const row = (at % height) + (shifts?.[2 * position] ?? 0);
    const isInside = row >= 0 && row < height;
    rows[at] = isInside ? (indices[position] ?? 0) * height + row : count * height;
  }
  return rows;
}

/** Which columns of its rows the columns of each image are, [size, width]; `width` is the black one. */
export function tableColumns(
  size: number,
  { width }: Shape,
  { shifts, flips }: Pick<Batch, 'shifts' | 'flips'>,
): Int32Array {
  const columns = new Int32Array(size * width);
  for (let at = 0; at < columns.length; at += 1) {
    const position = Math.floor(at / width);
    const own = at % width;
    const mirrored = flips?.[position] === 1 ? width - 1 - own : own;
    const column = mirrored + (shifts?.[2 * position + 1] ?? 0);
    columns[at] = column >= 0 && column < width ? column : width;
  }
  return columns;
}

/** 1 for rows, and for columns, that a square of the batch covers: [size, height] and [size, width]. */
export function coveredBy(
  size: number,
  { height, width }: Shape,
  cutOut: Batch['cutOut'],
): { readonly rows: Float32Array; readonly columns: Float32Array } {
  const covered = (sides: number, axis: 0 | 1): Float32Array =>
    Float32Array.from({ length: size * sides }, (_, at) => {
      if (!cutOut) return 0;
      const from = (at % sides) - (cutOut.corners[2 * Math.floor(at / sides) + axis] ?? 0);
      return from >= 0 && from < cutOut.side ? 1 : 0;
    });
  return { rows: covered(height, 0), columns: covered(width, 1) };
}

/** Tensors share memory that begins at a multiple of this, and copy other. */
const TENSOR_ALIGNMENT = 64;
/** Where V8 lets large arrays begin, behind a multiple of the alignment. */
const ARRAY_OFFSET = 16;

/** Zeros; where they are many, a tensor of them shares the memory. */
function alignedBytes(size: number): Uint8Array {
  const skipped = TENSOR_ALIGNMENT - ARRAY_OFFSET;
  return new Uint8Array(size + skipped).subarray(skipped);
}
