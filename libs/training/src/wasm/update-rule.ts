import type { Parameter } from './parameter.js';

/** Moves a parameter along its gradient, and the moments with it. */
export interface Update {
  readonly parameter: Parameter;
  /** In the order of the optimiser's moments; like the parameter's values. */
  readonly moments: readonly Float32Array[];
  readonly learningRate: number;
  /** λ: `λ·w` is added to the gradient. */
  readonly decay: number;
  /** Steps since the start, this one included. */
  readonly steps: number;
}

/** @returns whether all gradients were finite */
export type UpdateRule = (update: Update) => boolean;

/** Σ of these is 0 where all values are finite: infinite or no number, times 0, is no number. */
export function zeroIfFinite(value: number): number {
  return value * 0;
}
