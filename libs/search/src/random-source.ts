import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** A seeded source of random decisions whose state can be kept and restored. */
export class RandomSource {
  readonly #generator: RandomGenerator;

  private constructor(generator: RandomGenerator) {
    this.#generator = generator;
  }

  /**
   * Stream `stream` (from 0) of a seed, 0 to 2^32 − 1. Streams of one seed lie 2^64 numbers apart, so they
   * never meet; the jump also mixes the seed, which the generator's first numbers would show through.
   */
  static fromSeed(seed: number, stream: number): RandomSource {
    const generator = xoroshiro128plus(seed);
    for (let jumps = 0; jumps <= stream; jumps += 1) generator.jump();
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
    const index = this.below(items.length);
    if (index >= items.length) throw new RangeError('nothing to pick from');
    return items[index] as T;
  }
}
