/** Least and greatest of values that may be a million, which no argument list takes; undefined where there is none. */
export function extent(values: Iterable<number>): readonly [number, number] | undefined {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? [least, most] : undefined;
}

/** An axis that shows values with a margin on both sides, and is `span` long where all values are one. */
export function paddedDomain(values: Iterable<number>, span: number, margin = 0.05): [number, number] {
  const [least, most] = extent(values) ?? [0, 0];
  const missing = Math.max(0, span - (most - least)) / 2;
  const padding = (most - least) * margin;
  return [least - missing - padding, most + missing + padding];
}
