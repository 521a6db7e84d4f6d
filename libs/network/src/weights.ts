/** A tensor of weights in row-major order. */
export interface WeightTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Weights of a network by the names of its weight specs. */
export type Weights = ReadonlyMap<string, WeightTensor>;
