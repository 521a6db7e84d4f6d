import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from the standard normal distribution. */
export type NormalStream = () => number;

/**
 * A stream that depends on seed and name alone, so what is drawn for one name does not move when others
 * come or go. Normal values by the Box–Muller transform.
 *
 * @param seed - 0 to 2^32 − 1
 */
export function normalStream(seed: number, name: string): NormalStream {
  const first = hash(name, mix(seed));
  const second = hash(name, mix(seed ^ 0x9e3779b9));
  const generator = xoroshiro128plusFromState([
    first,
    second,
    mix(first ^ 0x85ebca6b),
    mix(second ^ 0xc2b2ae35) | 1,
  ]);
  // In (0, 1], so that its logarithm is finite.
  const uniform = (): number => ((generator.next() >>> 0) + 1) / 2 ** 32;
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** FNV-1a over UTF-16 code units, from a start value; 32 bits. */
function hash(text: string, start: number): number {
  let value = start ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(value);
}

/** Spreads every input bit over all 32 output bits (MurmurHash3's finaliser). */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
