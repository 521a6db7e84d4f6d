import type { BlockProfile, NearBlock } from '@blockqnn/nsc';
import type { Filter } from './filter/filter.js';
import type { KnownBlocks } from './known-blocks.js';
import { bestOfBlocks } from './store/best-blocks.js';
import { matchingBlocks } from './store/matching-blocks.js';
import type { Database } from './store/tables.js';

/** So few blocks under a filter are found beforehand, so that only these are looked at. */
const FEW = 20_000;

/** Of a statement, which takes so many parameters. */
const BATCH = 500;

/** What is looked for first beyond what is wanted, and how many times as much where too few of that are under the filter. */
const [SPARE, MORE] = [10, 4];

export interface NearestQuery {
  /** Of the block that neighbours are looked for. */
  readonly id: string;
  readonly profile: BlockProfile;
  readonly filter: Filter;
  readonly snapshot: number;
  readonly count: number;
}

export interface Neighbour {
  readonly block: string;
  readonly distance: number;
  /** Of its best evaluation under the filter, by reward. */
  readonly ordinal: number;
}

/**
 * The blocks with a measured evaluation under the filter that are nearest to one, which itself does not count; the
 * nearest first, equally near ones in order of id. Exact. Rejects with the signal's reason when it aborts.
 */
export async function nearestBlocks(
  db: Database,
  blocks: KnownBlocks,
  query: NearestQuery,
  signal: AbortSignal,
): Promise<readonly Neighbour[]> {
  await blocks.refresh();
  const few = query.filter && (await matchingBlocks(db, query, FEW, signal));
  const ordinals = few && Float64Array.from(few).sort();
  const { id, profile, count } = query;
  for (let looked = count + SPARE; ; looked *= MORE) {
    const near = await blocks.nearest({ id, profile, count: looked, ordinals }, signal);
    const neighbours = await underFilter(db, query, near, signal);
    if (neighbours.length === count || near.length < looked) return neighbours;
  }
}

/** The first of the blocks that are under the filter, as many as are wanted. */
async function underFilter(
  db: Database,
  { filter, snapshot, count }: NearestQuery,
  near: readonly NearBlock[],
  signal: AbortSignal,
): Promise<readonly Neighbour[]> {
  const neighbours: Neighbour[] = [];
  for (let begin = 0; begin < near.length && neighbours.length < count; begin += BATCH) {
    signal.throwIfAborted();
    const batch = near.slice(begin, begin + BATCH);
    const found = await bestOfBlocks(
      db,
      batch.map(({ id }) => id),
      { filter, snapshot },
    );
    const ordinals = new Map(found.map(({ block, ordinal }) => [block, ordinal]));
    for (const { id, distance } of batch) {
      const ordinal = ordinals.get(id);
      if (ordinal !== undefined) neighbours.push({ block: id, distance, ordinal });
    }
  }
  return neighbours.slice(0, count);
}
