/** Mean and standard deviation (divided by n − 1) of some measurements. */
export interface Spread {
  readonly mean: number;
  readonly deviation: number;
}

/** @throws RangeError for fewer than 2 values: they have no spread */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length < 2) throw new RangeError(`values: at least 2 have a spread; got ${values.length}`);
  const mean = sum(values) / values.length;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1);
  return { mean, deviation: Math.sqrt(variance) };
}

/** How far two means are apart, in standard deviations: the root of the mean of both variances. */
export function distanceInDeviations(one: Spread, other: Spread): number {
  const deviation = Math.sqrt((one.deviation ** 2 + other.deviation ** 2) / 2);
  return Math.abs(one.mean - other.mean) / deviation;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
