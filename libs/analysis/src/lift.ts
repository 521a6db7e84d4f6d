/**
 * How many times as often a trait stands in the top as in all blocks, and how sure that is.
 *
 * The top is a part of all, so the two shares are not independent. Those of the top and of the rest are,
 * and with w the top's part of all blocks and θ the ratio of their shares,
 *
 *   lift = share in top / share in all = θ / (w θ + 1 − w),
 *
 * which grows with θ from 0 to 1/w. The interval of the lift is that of θ, taken through this: the score
 * interval of P. A. R. Koopman (Confidence intervals for the ratio of two binomial proportions, Biometrics
 * 40, 1984), all θ whose likeliest pair of shares is within 1.96 standard errors of what was seen. It needs
 * no corrections where a count is 0 or full, and does not collapse there as intervals of log θ do.
 */

/** A trait counted in two groups that have no block in common. */
export interface TwoCounts {
  /** Blocks of the top that have it, and blocks of the top, at least 1. */
  readonly inTop: number;
  readonly top: number;
  /** Blocks outside the top that have it, and blocks outside. */
  readonly inRest: number;
  readonly rest: number;
}

export interface Estimate {
  readonly value: number;
  /** Ends of the 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
}

/** Of χ² with one degree of freedom: 1.959964². */
const CRITICAL = 3.841458820694124;
/** Halvings of the interval that an end is looked for in: to the last digit of a double. */
const HALVINGS = 60;

/** Undefined ratios cannot occur: somebody has to have the trait. */
export function liftOf(counts: TwoCounts): Estimate {
  const { inTop, top, inRest, rest } = counts;
  const all = top + rest;
  const value = ((inTop / top) * all) / (inTop + inRest);
  if (rest === 0) return { value, low: value, high: value };
  const most = all / top;
  return {
    value,
    low: inTop === 0 ? 0 : boundary(counts, 0, value),
    // Where nobody else has it, the lift is the largest possible already.
    high: inRest === 0 ? value : boundary(counts, most, value),
  };
}

/** Between a lift too far off and one that is not, the last that is not. */
function boundary(counts: TwoCounts, off: number, within: number): number {
  let [far, near] = [off, within];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (far + near) / 2;
    if (score(counts, middle) > CRITICAL) far = middle;
    else near = middle;
  }
  return near;
}

/** Koopman's χ² of the counts under a lift, strictly between 0 and the largest possible. */
function score({ inTop, top, inRest, rest }: TwoCounts, lift: number): number {
  const ratio = (lift * rest) / (top + rest - lift * top);
  // The likeliest share in the rest, if the top's is `ratio` times as high: root of a quadratic equation.
  const a = (top + rest) * ratio;
  const b = -(top * ratio + inTop + rest + inRest * ratio);
  const c = inTop + inRest;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  // Of the two forms of the smaller root, the one that does not subtract what is nearly equal.
  const inRestShare = (2 * c) / (root - b);
  return deviation(inTop, top, ratio * inRestShare) + deviation(inRest, rest, inRestShare);
}

function deviation(seen: number, of: number, share: number): number {
  const difference = seen - of * share;
  // A share of 0 or 1 that fits has no deviation; one that does not fit is impossible.
  return difference === 0 ? 0 : difference ** 2 / (of * share * (1 - share));
}
