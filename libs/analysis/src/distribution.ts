/** How a figure is distributed over some blocks. */
export interface Distribution {
  readonly count: number;
  readonly mean: number;
  /** Of the sample, n − 1 in the denominator; 0 for a single value. */
  readonly standardDeviation: number;
  readonly minimum: number;
  /** Between two values interpolated: Hyndman's and Fan's definition 7, as in R and NumPy. */
  readonly lowerQuartile: number;
  readonly median: number;
  readonly upperQuartile: number;
  readonly maximum: number;
}

/** @param values - at least one, all finite; they are put in ascending order */
export function distributionOf(values: Float64Array): Distribution {
  values.sort();
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    count,
    mean,
    standardDeviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    minimum: values[0] ?? 0,
    lowerQuartile: quantile(values, 0.25),
    median: quantile(values, 0.5),
    upperQuartile: quantile(values, 0.75),
    maximum: values[count - 1] ?? 0,
  };
}

function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  return below + (above - below) * (place - Math.floor(place));
}
