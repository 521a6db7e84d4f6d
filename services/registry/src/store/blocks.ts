import type { Database } from './tables.js';

/** The canonical code of a block; undefined where it was never evaluated. */
export async function codeOf(db: Database, block: string): Promise<string | undefined> {
  const row = await db.selectFrom('block').select('nsc').where('block', '=', block).executeTakeFirst();
  return row?.nsc;
}

/** Blocks that came after an ordinal, in the order of their ordinals. */
export function sketchesAfter(
  db: Database,
  ordinal: number,
  limit: number,
): Promise<readonly { readonly ordinal: number; readonly sketch: string }[]> {
  return db
    .selectFrom('block')
    .select(['ordinal', 'sketch'])
    .where('ordinal', '>', ordinal)
    .orderBy('ordinal')
    .limit(limit)
    .execute();
}

export function blocksOf(
  db: Database,
  ordinals: readonly number[],
): Promise<readonly { readonly block: string; readonly nsc: string }[]> {
  return db.selectFrom('block').select(['block', 'nsc']).where('ordinal', 'in', ordinals).execute();
}
