/** Member of a `Team` that multiplies matrices in the linked TensorFlow. Arguments: addon, threads, rows of the square matrices. */
import { createRequire } from 'node:module';
import { argv } from 'node:process';
import { workOnDemand } from './work-on-demand.js';

/** The part of the binding that this needs. */
interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_BOOL: number;
  createTensor(shape: number[], dtype: number, values: Float32Array): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: { name: string; type: number; value: number | boolean }[],
    inputs: number[],
    outputs: number,
  ): { id: number }[];
}

const WARM_UP_STEPS = 3;

const [, , addon = '', threads = '1', rows = '2048'] = argv;
process.env['TF_NUM_INTRAOP_THREADS'] = threads;
process.env['TF_NUM_INTEROP_THREADS'] = threads;
process.env['TF_ENABLE_ONEDNN_OPTS'] = '1';
process.env['TF_CPP_MIN_LOG_LEVEL'] = '3';
const tf = createRequire(import.meta.url)(addon) as Binding;
const side = Number(rows);
const matrix = tf.createTensor(
  [side, side],
  tf.TF_FLOAT,
  Float32Array.from({ length: side * side }, (_, i) => (i % 17) / 17),
);
for (let step = 0; step < WARM_UP_STEPS; step += 1) multiply();
await workOnDemand({ version: `TensorFlow ${tf.TF_Version}` }, multiply);

function multiply(): void {
  const products = tf.executeOp(
    'MatMul',
    [
      { name: 'T', type: tf.TF_ATTR_TYPE, value: tf.TF_FLOAT },
      { name: 'transpose_a', type: tf.TF_ATTR_BOOL, value: false },
      { name: 'transpose_b', type: tf.TF_ATTR_BOOL, value: false },
    ],
    [matrix, matrix],
    1,
  );
  for (const { id } of products) tf.deleteTensor(id);
}
