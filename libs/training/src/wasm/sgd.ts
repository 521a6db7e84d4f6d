import type { SgdOptimiser } from '../optimiser.js';
import { type UpdateRule, zeroIfFinite } from './update-rule.js';

/** Gradient descent with momentum: `v = μ·v + g`, `w −= η·v`. The moment is v. */
export function sgd({ momentum }: SgdOptimiser): UpdateRule {
  return ({ parameter: { values, gradient }, moments, learningRate, decay }) => {
    const [velocity] = moments;
    if (!velocity) throw new RangeError('moments: gradient descent needs velocity');
    let zero = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i] ?? 0;
      const slope = (gradient[i] ?? 0) + decay * value;
      zero += zeroIfFinite(slope);
      const speed = momentum * (velocity[i] ?? 0) + slope;
      velocity[i] = speed;
      values[i] = value - learningRate * speed;
    }
    return zero === 0;
  };
}
