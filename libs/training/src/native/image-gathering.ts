import type { ImageSet } from '@blockqnn/datasets';
import type { DataflowGraph, Tensor } from './dataflow-graph.js';
import { compute, gather, gatherAlong, integers, multiply, reshape, scalar } from './operations.js';
import { DATA_TYPES } from './saved-model.js';
import { runAfter, Variable } from './variable.js';

/** How a graph comes to a batch's pixels: out of a table of images that stays on the device. */
export interface ImageGathering {
  /** An `imageTable`; fed to a run that fetches `assign`. */
  readonly newTable: Tensor;
  readonly assign: Tensor;
  /** `tableRows`, [batch, height], int32. */
  readonly rows: Tensor;
  /** `tableColumns`, [batch, width], int32. */
  readonly columns: Tensor;
  /** Rows and columns as they are told, [batch, height, width, channels], uint8. */
  readonly moved: Tensor;
  /** Rows as they are told, with all their columns, [batch, height, width, channels], uint8. */
  readonly whole: Tensor;
}

export function imageGathering(
  graph: DataflowGraph,
  { height, width, channels }: ImageSet['shape'],
): ImageGathering {
  const table = { type: 'uint8', shape: [-1, (width + 1) * channels] } as const;
  const variable = new Variable(graph, 'images', table);
  const newTable = graph.placeholder('new_images', table.type, table.shape);
  const assign = runAfter(graph, 'assign_images', scalar(graph, 0), [variable.assign(newTable)]);
  const rows = graph.placeholder('rows', 'int32', [-1, height]);
  const columns = graph.placeholder('columns', 'int32', [-1, width]);
  const gathered = reshape(graph, gather(graph, variable.value, rows), [-1, height, width + 1, channels]);
  const moved = gatherAlong(graph, gathered, columns, { axis: 2, batchDimensions: 1 });
  return { newTable, assign, rows, columns, moved, whole: withoutLastColumn(graph, gathered) };
}

function withoutLastColumn(graph: DataflowGraph, images: Tensor): Tensor {
  const [batch = -1, height = 0, columns = 0, channels = 0] = images.shape;
  const shape = [batch, height, columns - 1, channels];
  // −1: all that there are.
  const inputs = [images, integers(graph, [0, 0, 0, 0]), integers(graph, shape)];
  return compute(graph, 'Slice', inputs, shape, { Index: { type: DATA_TYPES.int32 } });
}

/** Squares that are blanked; both [batch, side], float, 1 where the square covers the row or column. */
export interface Covering {
  readonly rows: Tensor;
  readonly columns: Tensor;
}

/** Images, float, black where they are covered. */
export function blanked(graph: DataflowGraph, images: Tensor, { rows, columns }: Covering): Tensor {
  const [batch = -1, height = 0, width = 0] = images.shape;
  const down = reshape(graph, rows, [batch, height, 1, 1]);
  const across = reshape(graph, columns, [batch, 1, width, 1]);
  const covered = compute(graph, 'Mul', [down, across], [batch, height, width, 1]);
  const seen = compute(graph, 'Sub', [scalar(graph, 1), covered], covered.shape);
  return multiply(graph, images, seen);
}
