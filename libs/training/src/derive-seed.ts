/** What a seed is for; each purpose has a stream of its own. */
export type SeedPurpose = 'weights' | 'epoch' | 'split';

const PURPOSE_CODES = { weights: 1, epoch: 2, split: 3 } as const satisfies Record<SeedPurpose, number>;

/**
 * A seed for one purpose and its n-th use, so that the draws of one never shift another's.
 *
 * @param seed - a safe integer of at least 0
 * @returns 0 to 2^32 − 1
 */
export function deriveSeed(seed: number, purpose: SeedPurpose, use: number): number {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seed: must be an integer from 0 to ${Number.MAX_SAFE_INTEGER}; got ${seed}`);
  }
  const high = Math.floor(seed / 2 ** 32);
  const parts = [seed >>> 0, high, PURPOSE_CODES[purpose], use];
  return parts.reduce((mixed, part) => mix(mixed ^ mix(part + 0x9e3779b9)), 0x85ebca6b) >>> 0;
}

/** Spreads every input bit over all 32 output bits (MurmurHash3's finaliser). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
