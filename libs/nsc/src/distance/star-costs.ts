import { multisetDistance } from './multiset.js';
import { NEIGHBOUR_KINDS, type Star } from './star.js';
import { HEADS, STAR_HEADS, type StarVocabulary } from './star-vocabulary.js';

const UNKNOWN = 255;

/**
 * Twice the differences of the stars of one block from those of a vocabulary as it is now, each worked out when it is
 * first asked for: 1 byte for each pair, and for each star that one's least.
 */
export class StarCosts {
  /** Of the block. */
  readonly stars: number;
  readonly #vocabulary: StarVocabulary;
  readonly #ofHeads: Uint8Array;
  readonly #ofReaders: Uint8Array;
  readonly #costs: Uint8Array;
  readonly #least: Uint8Array;
  readonly #toNothing: Uint8Array;
  readonly #leastToNothing: number;

  constructor(stars: readonly Star[], vocabulary: StarVocabulary) {
    this.stars = stars.length;
    this.#vocabulary = vocabulary;
    this.#ofHeads = differencesOf(stars, HEADS, ({ kind, operands }, head) => {
      const other = STAR_HEADS[head] as Star;
      return (kind === other.kind ? 0 : 2) + multisetDistance(operands, other.operands);
    });
    const counts = new Uint8Array(NEIGHBOUR_KINDS);
    this.#ofReaders = new Uint8Array(vocabulary.readers * stars.length);
    for (let readers = 0, place = 0; readers < vocabulary.readers; readers++) {
      vocabulary.readerCounts(readers, counts);
      for (const star of stars) this.#ofReaders[place++] = multisetDistance(star.readers, counts);
    }
    this.#costs = new Uint8Array(vocabulary.size * stars.length);
    this.#least = new Uint8Array(vocabulary.size).fill(UNKNOWN);
    this.#toNothing = Uint8Array.from(
      stars,
      ({ operands, readers }) => 2 + sizeOf(operands) + sizeOf(readers),
    );
    this.#leastToNothing = Math.min(...this.#toNothing);
  }

  /** The least difference of a star of the vocabulary from any of the block. */
  least(star: number): number {
    const known = this.#least[star] as number;
    return known === UNKNOWN ? this.#workOut(star) : known;
  }

  /** Differences of a star of the vocabulary from all of the block; {@link least} has to have been asked of it. */
  row(star: number, target: Int32Array, offset: number): void {
    const costs = this.#costs;
    const { stars } = this;
    for (let at = 0, from = star * stars; at < stars; at++, from++)
      target[offset + at] = costs[from] as number;
  }

  /**
   * Lowers `target`, a value for each star of the block, to what remains of its difference from a star of the
   * vocabulary beyond a part of it that is at most all of each.
   */
  lowerTo(star: number, part: number, target: Int32Array): void {
    const costs = this.#costs;
    const { stars } = this;
    for (let at = 0, from = star * stars; at < stars; at++, from++) {
      const rest = (costs[from] as number) - part;
      if (rest < (target[at] as number)) target[at] = rest;
    }
  }

  /** Difference of a star of the block from none. */
  toNothing(at: number): number {
    return this.#toNothing[at] as number;
  }

  /** The least that a star of the block differs from none. */
  get leastToNothing(): number {
    return this.#leastToNothing;
  }

  /** As {@link lowerTo}, from none. */
  lowerToNothing(part: number, target: Int32Array): void {
    for (const [at, cost] of this.#toNothing.entries()) {
      target[at] = Math.min(target[at] as number, cost - part);
    }
  }

  #workOut(star: number): number {
    const { stars } = this;
    const head = this.#vocabulary.headOf(star) * stars;
    const readers = this.#vocabulary.readersOf(star) * stars;
    let least = UNKNOWN;
    for (let at = 0; at < stars; at++) {
      const cost = (this.#ofHeads[head + at] as number) + (this.#ofReaders[readers + at] as number);
      this.#costs[star * stars + at] = cost;
      if (cost < least) least = cost;
    }
    this.#least[star] = least;
    return least;
  }
}

function differencesOf(
  stars: readonly Star[],
  count: number,
  difference: (star: Star, number: number) => number,
): Uint8Array {
  const differences = new Uint8Array(count * stars.length);
  for (let number = 0, place = 0; number < count; number++) {
    for (const star of stars) differences[place++] = difference(star, number);
  }
  return differences;
}

const sizeOf = (counts: Uint8Array): number => counts.reduce((sum, count) => sum + count, 0);
