import type { TwoCounts } from './lift.js';

/** Tables at most this much likelier than the one that was seen count as equally likely. */
const TOLERANCE = 1 + 1e-7;

/**
 * Fisher's exact test, two-sided: how likely a table is that is at most as likely as the one seen, if the trait
 * has nothing to do with being in the top. In [0, 1]; exact for rare traits, where approximations promise
 * too much.
 *
 * Likelihoods follow from each other by a fraction, so they are walked through from the likeliest table to
 * both sides, until they vanish.
 */
export function fisherTest({ inTop, top, inRest, rest }: TwoCounts): number {
  const having = inTop + inRest;
  const all = top + rest;
  const least = Math.max(0, having - rest);
  const most = Math.min(having, top);
  const mode = Math.min(most, Math.max(least, Math.floor(((having + 1) * (top + 1)) / (all + 2))));
  /** Likelihood of one more in the top, by that of `count`. */
  const up = (count: number) =>
    ((having - count) * (top - count)) / ((count + 1) * (rest - having + count + 1));
  // Relative to the mode's.
  const weights = new Map([[mode, 1]]);
  for (let count = mode, weight = 1; count < most && weight > 0; count += 1) {
    weight *= up(count);
    weights.set(count + 1, weight);
  }
  for (let count = mode, weight = 1; count > least && weight > 0; count -= 1) {
    weight /= up(count - 1);
    weights.set(count - 1, weight);
  }
  const seen = (weights.get(inTop) ?? 0) * TOLERANCE;
  let sum = 0;
  let asUnlikely = 0;
  // The smallest first, so that none is lost in the sum.
  for (const weight of [...weights.values()].sort((one, two) => one - two)) {
    sum += weight;
    if (weight <= seen) asUnlikely += weight;
  }
  return Math.min(1, asUnlikely / sum);
}
