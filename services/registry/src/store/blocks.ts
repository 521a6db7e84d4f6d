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
