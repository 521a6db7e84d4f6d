import { leastAssignment } from './assignment.js';
import { distanceBound, readSketch, SKETCH_BYTES, type BlockSketch } from './block-sketch.js';
import { enlarged } from './enlarged.js';
import type { FoundBlocks } from './found-blocks.js';
import type { StarCosts } from './star-costs.js';
import type { StarVocabulary } from './star-vocabulary.js';
import { MAX_LAYERS } from '../layer-index.js';

const INITIAL_CAPACITY = 64;
const ID_DIGITS = 16;

/** What one step of a search does between two chances for other work: about as long as it takes to bound so many blocks. */
const STEP = 15_000;
/** How many bounds by counts one distance is worth. */
const DISTANCE_WORK = 20;

/** What is searched for. */
export interface Wanted {
  readonly id: string;
  readonly sketch: BlockSketch;
  readonly costs: StarCosts;
  readonly vocabulary: StarVocabulary;
  /** Which blocks count, ascending; undefined: all. */
  readonly ordinals: Float64Array | undefined;
  readonly found: FoundBlocks;
  /** What was done since the last chance for other work, in bounds by counts. */
  readonly done: { work: number };
}

/**
 * Blocks of as many layers, in the order of their ordinals, as columns of numbers: 8 bytes for the id, 8 for the
 * ordinal, {@link SKETCH_BYTES} for the sketch and 4 for each layer.
 */
export class BlockGroup {
  readonly layers: number;
  #count = 0;
  #ids = new Uint32Array(2 * INITIAL_CAPACITY);
  #ordinals = new Float64Array(INITIAL_CAPACITY);
  #sketches = new Uint8Array(SKETCH_BYTES * INITIAL_CAPACITY);
  #stars: Uint32Array;

  constructor(layers: number) {
    this.layers = layers;
    this.#stars = new Uint32Array(layers * INITIAL_CAPACITY);
  }

  get size(): number {
    return this.#count;
  }

  add(id: string, ordinal: number, sketch: string, stars: Uint32Array): void {
    const at = this.#count++;
    this.#grow(at);
    this.#ids[2 * at] = Number.parseInt(id.slice(0, ID_DIGITS / 2), 16);
    this.#ids[2 * at + 1] = Number.parseInt(id.slice(ID_DIGITS / 2), 16);
    this.#ordinals[at] = ordinal;
    readSketch(sketch, this.#sketches, at);
    this.#stars.set(stars.subarray(0, this.layers), at * this.layers);
  }

  idOf(at: number): string {
    return halfId(this.#ids[2 * at] as number) + halfId(this.#ids[2 * at + 1] as number);
  }

  ordinalOf(at: number): number {
    return this.#ordinals[at] as number;
  }

  /** Adds to what is found, of the first so many blocks. Yields now and then, for other work. */
  *search(count: number, wanted: Wanted, offset: number): Generator<undefined, void> {
    const { found, id, done } = wanted;
    const byBound = yield* this.#byBound(count, wanted);
    for (const [bound, places] of byBound.entries()) {
      for (const at of places ?? []) {
        if (bound > found.limit) return;
        done.work += 1;
        if (done.work >= STEP) {
          done.work = 0;
          yield;
        }
        const starBound = this.#starBound(at, wanted);
        if (starBound > found.limit) continue;
        done.work += DISTANCE_WORK;
        if (this.#dualBound(at, starBound, wanted) <= found.limit) {
          const distance = this.#distance(at, wanted, found.limit);
          if (distance <= found.limit && this.idOf(at) !== id) found.add(Math.max(distance, 1), offset + at);
        }
      }
    }
  }

  /** Places by twice the lower bounds of their distances that follow from their sketches. */
  *#byBound(
    count: number,
    { sketch, ordinals, found, done }: Wanted,
  ): Generator<undefined, (number[] | undefined)[]> {
    const byBound: (number[] | undefined)[] = [];
    const sketches = this.#sketches;
    const own = this.#ordinals;
    let next = 0;
    for (let at = 0; at < count; at++) {
      done.work += 1;
      if (done.work >= STEP) {
        done.work = 0;
        yield;
      }
      if (ordinals) {
        const ordinal = own[at] as number;
        while (next < ordinals.length && (ordinals[next] as number) < ordinal) next += 1;
        if (ordinals[next] !== ordinal) continue;
      }
      const bound = 2 * distanceBound(sketch, sketches, at);
      if (bound <= found.limit) (byBound[bound] ??= []).push(at);
    }
    return byBound;
  }

  /** At most twice the distance: the least that each layer for itself differs from any of the other block. */
  #starBound(at: number, { costs, vocabulary, found: { limit } }: Wanted): number {
    const { layers } = this;
    const stars = this.#stars;
    const begin = at * layers;
    const mayHaveNone = layers > costs.stars;
    let bound = 0;
    for (let place = begin; place < begin + layers && bound <= limit; place++) {
      const star = stars[place] as number;
      const least = costs.least(star);
      bound += mayHaveNone ? Math.min(least, vocabulary.differenceFromNone(star)) : least;
    }
    return bound;
  }

  /**
   * At most twice the distance, and at least the bound before: that, and what the other block's layers differ beyond
   * it. The dual of an assignment, by reduction of rows and columns.
   */
  #dualBound(at: number, starBound: number, { costs, vocabulary }: Wanted): number {
    const { layers } = this;
    const stars = this.#stars;
    const more = layers - costs.stars;
    let bound = starBound;
    rest.fill(FAR, 0, costs.stars);
    let restOfNone = FAR;
    for (let place = at * layers; place < (at + 1) * layers; place++) {
      const star = stars[place] as number;
      const least = costs.least(star);
      const none = vocabulary.differenceFromNone(star);
      const part = more > 0 && none < least ? none : least;
      costs.lowerTo(star, part, rest);
      if (none - part < restOfNone) restOfNone = none - part;
    }
    if (more > 0) bound += more * restOfNone;
    if (more < 0) {
      const part = costs.leastToNothing;
      bound -= more * part;
      costs.lowerToNothing(part, rest);
    }
    for (let column = 0; column < costs.stars; column++) bound += rest[column] as number;
    return bound;
  }

  /** Twice the distance, as long as that is within the limit. */
  #distance(at: number, { costs, vocabulary }: Wanted, limit: number): number {
    const { layers } = this;
    const size = Math.max(layers, costs.stars);
    for (let row = 0; row < layers; row++) {
      const star = this.#stars[at * layers + row] as number;
      costs.row(star, matrix, row * size);
      if (costs.stars < size) {
        matrix.fill(vocabulary.differenceFromNone(star), row * size + costs.stars, (row + 1) * size);
      }
    }
    for (let row = layers; row < size; row++) {
      for (let column = 0; column < size; column++) matrix[row * size + column] = costs.toNothing(column);
    }
    return leastAssignment(matrix, size, limit);
  }

  #grow(at: number): void {
    if (at < this.#ordinals.length) return;
    this.#ids = enlarged(this.#ids, 4 * at);
    this.#ordinals = enlarged(this.#ordinals, 2 * at);
    this.#sketches = enlarged(this.#sketches, 2 * at * SKETCH_BYTES);
    this.#stars = enlarged(this.#stars, 2 * at * this.layers);
  }
}

function halfId(half: number): string {
  return half.toString(16).padStart(ID_DIGITS / 2, '0');
}

/** Above every difference. */
const FAR = 1 << 29;
const rest = new Int32Array(MAX_LAYERS);
const matrix = new Int32Array(MAX_LAYERS * MAX_LAYERS);
