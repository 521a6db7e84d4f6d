/** Child process of {@link proveLink}: loads the addon named by its argument and computes with it. */
import { createRequire } from 'node:module';
import { argv } from 'node:process';

/** The part of the binding that this needs. */
interface Binding {
  readonly TF_Version: string;
  readonly TF_FLOAT: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_BOOL: number;
  isUsingGpuDevice(): boolean;
  createTensor(shape: number[], dtype: number, values: Float32Array): number;
  executeOp(
    name: string,
    attributes: { name: string; type: number; value: number | boolean }[],
    inputs: number[],
    outputs: number,
  ): { id: number }[];
  tensorDataSync(id: number): Float32Array;
}

const tf = createRequire(import.meta.url)(argv[2] ?? '') as Binding;
const matrix = tf.createTensor([2, 2], tf.TF_FLOAT, Float32Array.of(1, 2, 3, 4));
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
process.send?.({
  tensorflowVersion: tf.TF_Version,
  device: tf.isUsingGpuDevice() ? 'GPU' : 'CPU',
  product: products.flatMap(({ id }) => [...tf.tensorDataSync(id)]),
});
process.disconnect();
