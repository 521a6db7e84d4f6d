/** Which blocks are the best. */
export interface Top {
  /** By block: 1 for one of the top, 0 for any other. */
  readonly isIn: Uint8Array;
  readonly size: number;
  /** Merit of the last one in; 0 where there is none. */
  readonly threshold: number;
}

/**
 * The best blocks, as many as make the share, rounded up; of equal ones those that come first in an order, otherwise as
 * they were added.
 */
export function topOf(
  merits: Float64Array,
  share: number,
  order: (one: number, other: number) => number = (one, other) => one - other,
): Top {
  // A share of 0.07 of 100 is 7 blocks, though 0.07 * 100 is a little more than 7.
  const size = Math.min(merits.length, Math.ceil(Number((share * merits.length).toPrecision(12))));
  const isIn = new Uint8Array(merits.length);
  if (size === 0) return { isIn, size, threshold: 0 };
  const threshold = Float64Array.from(merits).sort().at(-size) ?? 0;
  let left = size;
  for (const [block, merit] of merits.entries()) if (merit > threshold) left -= isIn[block] = 1;
  const equal: number[] = [];
  for (const [block, merit] of merits.entries()) if (merit === threshold) equal.push(block);
  for (const block of equal.sort(order).slice(0, left)) isIn[block] = 1;
  return { isIn, size, threshold };
}
