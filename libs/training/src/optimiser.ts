import type { WeightSpec } from '@blockqnn/network';

/** Kingma and Ba 2015, with the paper's values (BlockQNN, training details). */
export interface AdamOptimiser {
  readonly kind: 'adam';
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Gradient descent with momentum: `v = μ·v + g`, `w −= η·v`; v starts at 0. */
export interface SgdOptimiser {
  readonly kind: 'sgd';
  /** μ, in [0, 1). */
  readonly momentum: number;
  readonly weightDecay: number;
}

/** `weightDecay` λ adds λ·w to the gradient of every weight that {@link isDecayed}. */
export type Optimiser = AdamOptimiser | SgdOptimiser;

/** How a network learns; the same as long as it is open. */
export interface Learning {
  readonly optimiser: Optimiser;
  /** ε in [0, 1): targets are `(1 − ε)·one-hot + ε / classes` (Szegedy et al. 2016). */
  readonly labelSmoothing: number;
}

export const ADAM: AdamOptimiser = {
  kind: 'adam',
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

export const PLAIN_LEARNING: Learning = { optimiser: ADAM, labelSmoothing: 0 };

/** Kernels decay; scales, shifts and biases, which do not make a function steeper by growing, do not. */
export function isDecayed({ role }: Pick<WeightSpec, 'role'>): boolean {
  return role === 'kernel';
}
