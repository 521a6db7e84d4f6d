/** A tensor of weights in row-major order. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/**
 * Bytes that all weights and moving statistics of a network may have: as a file, header included, they
 * stay within 1 GiB.
 */
export const MAX_WEIGHTS_BYTES = 2 ** 30 - 2 ** 25;

/** Weights of a network by the names of its weight specs. */
export type Weights = ReadonlyMap<string, WeightTensor>;
