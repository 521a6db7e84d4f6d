import type { AdamOptimiser } from '../optimiser.js';
import { type UpdateRule, zeroIfFinite } from './update-rule.js';

/**
 * Adam with bias correction folded into the step size, as TensorFlow and Keras write it:
 * `w −= η·√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε)`. The moments are m and v.
 */
export function adam({ beta1, beta2, epsilon }: AdamOptimiser): UpdateRule {
  return ({ parameter: { values, gradient }, moments, learningRate, decay, steps }) => {
    const [mean, square] = moments;
    if (!mean || !square) throw new RangeError('moments: Adam needs mean and square');
    const stepSize = (learningRate * Math.sqrt(1 - beta2 ** steps)) / (1 - beta1 ** steps);
    let zero = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? 0;
      const slope = (gradient[i] ?? 0) + decay * value;
      zero += zeroIfFinite(slope);
      const m = beta1 * (mean[i] ?? 0) + (1 - beta1) * slope;
      const v = beta2 * (square[i] ?? 0) + (1 - beta2) * slope * slope;
      mean[i] = m;
      square[i] = v;
      values[i] = value - (stepSize * m) / (Math.sqrt(v) + epsilon);
    }
    return zero === 0;
  };
}
