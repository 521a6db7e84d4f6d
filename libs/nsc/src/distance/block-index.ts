import { MAX_LAYERS } from '../layer-index.js';
import type { BlockProfile } from './block-distance.js';
import { BlockGroup } from './block-group.js';
import { LAYER_BYTES, readCompactLayers } from './compact-layers.js';
import { FoundBlocks } from './found-blocks.js';
import { StarCosts } from './star-costs.js';
import { StarVocabulary } from './star-vocabulary.js';

/** A block to be found. */
export interface IndexedBlock {
  /** As `blockId` gives it. */
  readonly id: string;
  /** A number of its own, above that of any block added before. */
  readonly ordinal: number;
  /** The text of its canonical code. */
  readonly nsc: string;
  /** As `formatSketch` gives it. */
  readonly sketch: string;
}

export interface NearBlock {
  readonly id: string;
  readonly ordinal: number;
  /** As `blockDistance` gives it, above 0. */
  readonly distance: number;
}

export interface NearestWanted {
  readonly id: string;
  readonly profile: BlockProfile;
  /** At least 1. */
  readonly count: number;
  /** Of the blocks that count, ascending; undefined: all. */
  readonly ordinals?: Float64Array | undefined;
}

/** The least by which one layer more changes a block, twice: itself, something that it reads, and a reader. */
const LAYER_AT_LEAST = 4;

/**
 * Blocks in memory, to find those nearest to one without looking at all distances. A block takes 42 bytes and 4 for
 * each of its layers, at most 134, and as much again while its part of the index grows.
 *
 * Exact. A block is looked at more closely as long as it may be one of the nearest: by how many layers it has, by counts
 * (`distanceBound`), by the sum of the least that each of its layers differs from any of the other block, and by
 * the least assignment, which ends as soon as that is too much.
 */
export class BlockIndex {
  readonly #vocabulary = new StarVocabulary();
  readonly #groups = Array.from({ length: MAX_LAYERS }, (_, at) => new BlockGroup(at + 1));
  readonly #compact = new Uint8Array(MAX_LAYERS * LAYER_BYTES);
  readonly #stars = new Uint32Array(MAX_LAYERS);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add({ id, ordinal, nsc, sketch }: IndexedBlock): void {
    const layers = readCompactLayers(nsc, this.#compact);
    this.#vocabulary.read(this.#compact, layers, this.#stars);
    (this.#groups[layers - 1] as BlockGroup).add(id, ordinal, sketch, this.#stars);
    this.#size += 1;
  }

  /**
   * The nearest of the blocks that are there when it begins, but for the block itself: the nearest first, equally near
   * ones in order of id. Yields every few milliseconds; blocks may be added then.
   */
  *nearest({ id, profile, count, ordinals }: NearestWanted): Generator<undefined, readonly NearBlock[]> {
    const { stars, sketch } = profile;
    const vocabulary = this.#vocabulary;
    const costs = new StarCosts(stars, vocabulary);
    const found = new FoundBlocks(count);
    const wanted = { id, sketch, costs, vocabulary, ordinals, found, done: { work: 0 } };
    const difference = (group: BlockGroup): number => Math.abs(group.layers - stars.length);
    const groups = this.#groups
      .map((group) => ({ group, size: group.size, offset: 0 }))
      .sort((one, two) => difference(one.group) - difference(two.group));
    let offset = 0;
    for (const each of groups) {
      each.offset = offset;
      offset += each.size;
      if (LAYER_AT_LEAST * difference(each.group) > found.limit) continue;
      yield* each.group.search(each.size, wanted, each.offset);
    }
    const near: NearBlock[] = [];
    for (const [distance, place] of found) {
      const home = groups.findLast((each) => each.offset <= place && each.size > 0);
      if (!home) continue;
      const at = place - home.offset;
      near.push({ id: home.group.idOf(at), ordinal: home.group.ordinalOf(at), distance: distance / 2 });
    }
    return near.sort((one, two) => one.distance - two.distance || (one.id < two.id ? -1 : 1)).slice(0, count);
  }
}
