import jstat from 'jstat';
import type { Distribution } from './distribution.js';
import type { Estimate } from './lift.js';

/** A difference of means, and the chance of one so large where there is none. */
export interface MeanDifference extends Estimate {
  /** Of Welch's test, two-sided; 1 where a group is too small for one. */
  readonly pValue: number;
}

type Group = Pick<Distribution, 'count' | 'mean' | 'standardDeviation'>;

/**
 * The top's mean less that of all, the top included. With w the top's part of all it is (1 − w) times the
 * difference between top and rest, which have no block in common; so is its interval, from the t
 * distribution with the degrees of freedom of B. L. Welch (1947), which need no equal variances. With fewer than
 * two blocks in either group there is no interval: both ends are the difference.
 */
export function differenceFromAll(top: Group, rest: Group): MeanDifference {
  const weight = rest.count / (top.count + rest.count);
  const value = rest.count === 0 ? 0 : weight * (top.mean - rest.mean);
  const none = { value, low: value, high: value };
  if (top.count < 2 || rest.count < 2) return { ...none, pValue: 1 };
  const ofTop = top.standardDeviation ** 2 / top.count;
  const ofRest = rest.standardDeviation ** 2 / rest.count;
  const error = Math.sqrt(ofTop + ofRest);
  if (error === 0) return { ...none, pValue: value === 0 ? 1 : 0 };
  const freedom = error ** 4 / (ofTop ** 2 / (top.count - 1) + ofRest ** 2 / (rest.count - 1));
  const halfWidth = weight * error * jstat.studentt.inv(0.975, freedom);
  const pValue = 2 * jstat.studentt.cdf(-Math.abs(top.mean - rest.mean) / error, freedom);
  return { value, low: value - halfWidth, high: value + halfWidth, pValue: Math.min(1, pValue) };
}
