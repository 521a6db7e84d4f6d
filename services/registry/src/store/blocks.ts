import { setImmediate as otherWork } from 'node:timers/promises';
import { inBatches } from './in-batches.js';
import type { BlockTable, Database } from './tables.js';

/** The canonical code of a block; undefined where it was never evaluated. */
export async function codeOf(db: Database, block: string): Promise<string | undefined> {
  const row = await db.selectFrom('block').select('nsc').where('block', '=', block).executeTakeFirst();
  return row?.nsc;
}

/** Blocks that came after an ordinal, in the order of their ordinals. */
export function blocksAfter(db: Database, ordinal: number, limit: number): Promise<readonly BlockTable[]> {
  return db
    .selectFrom('block')
    .select(['ordinal', 'block', 'nsc', 'sketch'])
    .where('ordinal', '>', ordinal)
    .orderBy('ordinal')
    .limit(limit)
    .execute();
}

/** Canonical codes of many blocks, in batches, in whatever order. Rejects with the signal's reason. */
export async function* codesOf(
  db: Database,
  ids: readonly string[],
  last: number,
  signal: AbortSignal,
): AsyncGenerator<readonly Pick<BlockTable, 'block' | 'nsc'>[]> {
  // Reading all of them in a row is quicker than looking up a good part.
  if (ids.length * LOOKUPS_WORTH > last) {
    yield* inBatches(
      (before: BlockTable | undefined) => blocksAfter(db, before?.ordinal ?? 0, CODES),
      signal,
    );
    return;
  }
  for (let begin = 0; begin < ids.length; begin += LOOKUPS) {
    signal.throwIfAborted();
    const batch = ids.slice(begin, begin + LOOKUPS);
    yield await db.selectFrom('block').select(['block', 'nsc']).where('block', 'in', batch).execute();
    await otherWork();
  }
}

const [CODES, LOOKUPS, LOOKUPS_WORTH] = [2000, 500, 10];
