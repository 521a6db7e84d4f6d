import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import type { NumberField } from '../filter/fields.js';
import type { Order } from '../filter/parse-order.js';
import { counts, type Under } from './measured-under.js';
import type { Database } from './tables.js';

export interface BestBlocksQuery extends Under {
  readonly order: Order;
  /** Where the page before ended. */
  readonly after: BlockPosition | undefined;
  readonly limit: number;
}

/** A block's place in an order: its values in the order's fields, then its id. */
export interface BlockPosition {
  readonly values: readonly number[];
  readonly block: string;
}

/** The best evaluation of a block, with its figures in the order's fields. */
export type BestBlockRow = { readonly ordinal: number; readonly block: string } & Readonly<
  Partial<Record<NumberField, number>>
>;

/** The columns of {@link BestBlockRow}. */
export function columnsOf({ order }: BestBlocksQuery) {
  return sql.join(['ordinal', 'block', ...order.map(({ field }) => field)].map((name) => sql.ref(name)));
}

/** Where a row stands, to go on from there. */
export function positionOf(row: BestBlockRow, order: Order): BlockPosition {
  return { values: order.map(({ field }) => row[field] ?? 0), block: row.block };
}

/** Below 0 where the one stands before the two. */
export function comparePositions(one: BlockPosition, two: BlockPosition, order: Order): number {
  for (const [index, { direction }] of order.entries()) {
    const difference = (one.values[index] ?? 0) - (two.values[index] ?? 0);
    if (difference !== 0) return direction === 'asc' ? difference : -difference;
  }
  if (one.block === two.block) return 0;
  return one.block < two.block ? -1 : 1;
}

/** The best evaluation by reward of each of the blocks that have a measured one under the filter. */
export async function bestOfBlocks(
  db: Database,
  blocks: readonly string[],
  under: Under,
): Promise<readonly Pick<BestBlockRow, 'ordinal' | 'block'>[]> {
  if (blocks.length === 0) return [];
  const { rows } = await sql<Pick<BestBlockRow, 'ordinal' | 'block'>>`
    with ranked as (
      select ordinal, block, row_number() over (partition by block order by reward desc, ordinal) as place
      from evaluation
      where block in (${sql.join(blocks)}) and ${counts(under, { table: 'evaluation', dialect: dialectOf(db) })}
    )
    select ordinal, block from ranked where place = 1`.execute(db);
  return rows;
}
