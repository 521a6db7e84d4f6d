/** 97.5 % point of the normal distribution. */
const Z = 1.959964;

/** 95 % confidence interval of a share that was counted: Wilson's score interval (Wilson 1927). */
export function shareInterval(count: number, of: number): readonly [number, number] {
  const share = count / of;
  const shrink = 1 + Z ** 2 / of;
  const middle = (share + Z ** 2 / (2 * of)) / shrink;
  const half = (Z / shrink) * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
