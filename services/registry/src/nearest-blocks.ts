import { setImmediate as otherWork } from 'node:timers/promises';
import { canonicalProfile, parseBlock, profileDistance, type BlockProfile } from '@blockqnn/nsc';
import type { BlockSketches } from './block-sketches.js';
import type { Filter } from './filter/filter.js';
import { bestOfBlocks } from './store/best-blocks.js';
import { blocksOf } from './store/blocks.js';
import { matchingBlocks } from './store/matching-blocks.js';
import type { Database } from './store/tables.js';

/** Blocks looked at between two turns of other work. */
const BATCH = 400;

/** With so few blocks under a filter it is quicker to look at these than at what is near and ask if it matches. */
const FEW = 20_000;

export interface NearestQuery {
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
 * nearest first, equally near ones in order of id. Exact: blocks are looked at in the order of the lower bounds of
 * their distances, until the next bound is beyond the last distance. Rejects with the signal's reason when it aborts. Rejects with the signal's reason.
 */
export async function nearestBlocks(
  db: Database,
  sketches: BlockSketches,
  query: NearestQuery,
  signal: AbortSignal,
): Promise<readonly Neighbour[]> {
  await sketches.refresh();
  const few = query.filter && (await matchingBlocks(db, query, FEW, signal));
  const byBound = sketches.ordinalsByBound(
    query.profile.sketch,
    few ? (ordinal) => few.has(ordinal) : (ordinal) => ordinal <= query.snapshot,
  );
  let nearest: readonly Neighbour[] = [];
  for (const [place, ordinals] of byBound.entries()) {
    for (let begin = 0; begin < ordinals.length; begin += BATCH) {
      if (place / 2 > limitOf(nearest, query.count)) return nearest;
      nearest = await nearer(db, query, nearest, ordinals.slice(begin, begin + BATCH));
      await otherWork();
      signal.throwIfAborted();
    }
  }
  return nearest;
}

/** A block that is farther away than this is none of the nearest. */
function limitOf(nearest: readonly Neighbour[], count: number): number {
  return nearest.length < count ? Number.POSITIVE_INFINITY : (nearest.at(-1)?.distance ?? 0);
}

/** The nearest of those that are known and some more. */
async function nearer(
  db: Database,
  { profile, filter, snapshot, count }: NearestQuery,
  known: readonly Neighbour[],
  ordinals: readonly number[],
): Promise<readonly Neighbour[]> {
  const limit = limitOf(known, count);
  const distances = new Map<string, number>();
  for (const { block, nsc } of await blocksOf(db, ordinals)) {
    const distance = profileDistance(profile, canonicalProfile(parseBlock(nsc)), limit);
    if (distance > 0 && distance <= limit) distances.set(block, distance);
  }
  const matching = await bestOfBlocks(db, [...distances.keys()], { filter, snapshot });
  const found = matching.map(({ block, ordinal }) => ({
    block,
    ordinal,
    distance: distances.get(block) ?? Number.POSITIVE_INFINITY,
  }));
  return [...known, ...found]
    .sort((one, two) => one.distance - two.distance || (one.block < two.block ? -1 : 1))
    .slice(0, count);
}
