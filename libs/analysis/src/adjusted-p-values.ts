/**
 * p values adjusted for how many there are (Y. Benjamini and Y. Hochberg, Controlling the false discovery
 * rate, 1995): calling those below q a finding, one errs in at most a share q of the findings on average. It
 * holds for independent tests and for such as tend to go together, as a motif's and its parts' do.
 *
 * @returns in the order given, each at least as large as before and at most 1
 */
export function adjustedPValues(pValues: readonly number[]): number[] {
  const order = pValues
    .map((_, index) => index)
    .sort((one, two) => (pValues[two] ?? 0) - (pValues[one] ?? 0));
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  for (const [place, index] of order.entries()) {
    const rank = pValues.length - place;
    smallest = Math.min(smallest, (pValues[index] ?? 1) * (pValues.length / rank));
    adjusted[index] = smallest;
  }
  return adjusted;
}
