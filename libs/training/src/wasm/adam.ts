import { ADAM } from '../optimiser.js';
import type { Parameter } from './parameter.js';

/**
 * Adam with bias correction folded into the step size, as TensorFlow and Keras write it:
 * `w −= η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε)`.
 */
export class Adam {
  readonly #moments: readonly Moments[];
  #steps = 0;

  constructor(parameters: Iterable<Parameter>) {
    this.#moments = [...parameters].map((parameter) => ({
      parameter,
      mean: new Float32Array(parameter.values.length),
      square: new Float32Array(parameter.values.length),
    }));
  }

  /**
   * Moves every parameter along its gradient.
   *
   * @returns whether all gradients were finite
   */
  step(learningRate: number): boolean {
    this.#steps += 1;
    const { beta1, beta2 } = ADAM;
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** this.#steps)) / (1 - beta1 ** this.#steps);
    let isFinite = true;
    for (const moments of this.#moments) isFinite = update(moments, stepSize) && isFinite;
    return isFinite;
  }

  /** Forgets all moments. */
  reset(): void {
    this.#steps = 0;
    for (const { mean, square } of this.#moments) {
      mean.fill(0);
      square.fill(0);
    }
  }
}

interface Moments {
  readonly parameter: Parameter;
  readonly mean: Float32Array;
  readonly square: Float32Array;
}

function update({ parameter: { values, gradient }, mean, square }: Moments, stepSize: number): boolean {
  const { beta1, beta2, epsilon } = ADAM;
  let zero = 0;
  for (let i = 0; i < values.length; i += 1) {
    const slope = gradient[i] ?? 0;
    // Infinite or no number, times 0, is no number.
    zero += slope * 0;
    const m = beta1 * (mean[i] ?? 0) + (1 - beta1) * slope;
    const v = beta2 * (square[i] ?? 0) + (1 - beta2) * slope * slope;
    mean[i] = m;
    square[i] = v;
    values[i] = (values[i] ?? 0) - (stepSize * m) / (Math.sqrt(v) + epsilon);
  }
  return zero === 0;
}
