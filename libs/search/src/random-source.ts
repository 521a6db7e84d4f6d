import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A seeded source of random decisions whose state can be kept and restored. */
export class RandomSource {
  readonly #generator: RandomGenerator;

  private constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  /**
   * Stream `stream` (from 0) of a seed, 0 to 2^32 − 1. Streams of one seed lie 2^64 numbers apart, so they
   * never meet.
   */
  static fromSeed(seed: number, stream: number): RandomSource {
    const generator = xoroshiro128plusFromState([0, 1, 2, 3].map((place) => mixed(seed, place)));
    for (let jumps = 0; jumps < stream; jumps += 1) generator.jump();
    return new RandomSource(generator);
  }

  /** A source that goes on where the one that had this {@link state} was. */
  static fromState(state: readonly number[]): RandomSource {
    return new RandomSource(xoroshiro128plusFromState(state));
  }

  /** Four 32-bit integers. */
  get state(): readonly number[] {
    return this.#generator.getState();
  }

  /** An integer from 0 to `bound` − 1, each equally likely. */
  below(bound: number): number {
    return uniformInt(this.#generator, 0, bound - 1);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return uniformFloat64(this.#generator) < probability;
  }

  /** One of the items, each equally likely. Throws RangeError where there are none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('nothing to pick from');
    return items[this.below(items.length)] as T;
  }
}

/**
 * A 32-bit integer that any change of the seed changes throughout (SplitMix with 32 bits). The generator is
 * linear: seeded with plain neighbouring numbers, its first numbers are related.
 */
function mixed(seed: number, place: number): number {
  let bits = (seed + (place + 1) * 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}
