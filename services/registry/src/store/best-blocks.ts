import { dialectOf } from '@blockqnn/storage';
import { sql, type SqlBool } from 'kysely';
import type { NumberField } from '../filter/fields.js';
import type { Filter } from '../filter/filter.js';
import type { Order } from '../filter/parse-order.js';
import { accessPath } from './access-path.js';
import { comesBefore, notAfter, type Pair } from './figure-order.js';
import { conditionOf, figureColumn, TRUE, type Condition, type FilterTarget } from './filter-sql.js';
import type { Database } from './tables.js';

export interface BestBlocksQuery {
  readonly filter: Filter;
  readonly order: Order;
  /** Evaluations with a higher ordinal do not count. */
  readonly snapshot: number;
  /** Where the page before ended. */
  readonly after: BlockPosition | undefined;
  readonly limit: number;
}

/** A block's place in an order: its values in the order's fields, then its id. */
export interface BlockPosition {
  readonly values: readonly number[];
  readonly block: string;
}

/** The best evaluation of a block. */
export type BestBlockRow = { readonly ordinal: number; readonly block: string } & Readonly<
  Partial<Record<NumberField, number>>
>;

/**
 * One row for each block with a measured evaluation under the filter: the evaluation that comes first in
 * the order. Equal blocks stand in order of id.
 *
 * A row is a block's best where no other row of the block comes before it. Said that way, a database walks
 * along the index of the order and stops when the page is full.
 */
export async function queryBestBlocks(
  db: Database,
  query: BestBlocksQuery,
): Promise<readonly BestBlockRow[]> {
  const { filter, order, after, limit } = query;
  const dialect = dialectOf(db);
  const driver = await accessPath(db, filter, order);
  const best = { table: 'best', dialect, driver } as const;
  const terms = order.map(({ field, direction }) => sql`${sql.ref(`best.${field}`)} ${sql.raw(direction)}`);
  const { rows } = await sql<BestBlockRow>`
    select best.ordinal, best.block, ${sql.join(order.map(({ field }) => sql.ref(`best.${field}`)))}
    from evaluation as best
    where ${counts(query, best)} and (${betterOfSameBlock(query, dialect)}) is null
      and ${after ? bestComesAfter(after, query, best) : TRUE}
    order by ${sql.join(terms)}, best.block
    limit ${limit}`.execute(db);
  return rows;
}

const BY_REWARD: Order = [{ field: 'reward', direction: 'desc' }];

/** The best evaluation by reward of each of the blocks that have a measured one under the filter. */
export async function bestOfBlocks(
  db: Database,
  blocks: readonly string[],
  under: Pick<BestBlocksQuery, 'filter' | 'snapshot'>,
): Promise<readonly BestBlockRow[]> {
  if (blocks.length === 0) return [];
  const dialect = dialectOf(db);
  const { rows } = await sql<BestBlockRow>`
    select best.ordinal, best.block
    from evaluation as best
    where best.block in (${sql.join(blocks)}) and ${counts(under, { table: 'best', dialect })}
      and (${betterOfSameBlock({ ...under, order: BY_REWARD }, dialect)}) is null`.execute(db);
  return rows;
}

/** Where a row stands, to go on from there. */
export function positionOf(row: BestBlockRow, order: Order): BlockPosition {
  return { values: order.map(({ field }) => row[field] ?? 0), block: row.block };
}

/** Whether a row is one of those that the query is about. */
export function counts(
  { filter, snapshot }: Pick<BestBlocksQuery, 'filter' | 'snapshot'>,
  target: FilterTarget,
): Condition {
  const { table, dialect } = target;
  // Nearly all rows are older than the snapshot, so SQLite must not take it for the way to few of them.
  const ordinal = sql`${sql.raw(dialect === 'sqlite' ? '+' : '')}${sql.ref(`${table}.ordinal`)}`;
  return sql<SqlBool>`${sql.ref(`${table}.accuracy`)} is not null and ${ordinal} <= ${snapshot}
    and ${filter ? conditionOf(filter, target) : TRUE}`;
}

/**
 * A value where there is one. Begins with the highest rewards, so that of a block with thousands of evaluations at the
 * same cost the first one looked at is a better one. No "exists": SQLite would forget the order, and PostgreSQL join
 * with all rows at once, which for a page is far too many.
 */
function betterOfSameBlock(
  query: Pick<BestBlocksQuery, 'filter' | 'order' | 'snapshot'>,
  dialect: FilterTarget['dialect'],
) {
  // Nothing but block and reward may lead SQLite to the rows.
  const sign = sql.raw(dialect === 'sqlite' ? '+' : '');
  const pairs: Pair[] = query.order.map(({ field, direction }) => ({
    one: field === 'reward' ? sql.ref('other.reward') : sql`${sign}${figureColumn('other', field)}`,
    two: figureColumn('best', field),
    direction,
  }));
  const [first] = pairs;
  const byArrival = {
    one: sql.ref('other.ordinal'),
    two: sql.ref('best.ordinal'),
    direction: 'asc',
  } as const;
  // Follows from the rest, but leaves of a block with many evaluations only those to look at that may be better.
  const range = first ? sql<SqlBool>`${first.one} ${notAfter(first.direction)} ${first.two}` : TRUE;
  return sql`
    select 1 from evaluation as other
    where other.block = best.block and ${range} and ${comesBefore([...pairs, byArrival])}
      and ${counts(query, { table: 'other', dialect })}
    order by other.reward desc limit 1`;
}

function bestComesAfter(
  { values, block }: BlockPosition,
  { order }: BestBlocksQuery,
  { dialect, driver }: FilterTarget,
): Condition {
  const pairs: Pair[] = order.map(({ field, direction }, index) => ({
    one: sql`${values[index]}`,
    two: sql.ref(`best.${field}`),
    direction,
  }));
  const [first] = pairs;
  const rest = comesBefore([...pairs, { one: sql`${block}`, two: sql.ref('best.block'), direction: 'asc' }]);
  if (!first) return rest;
  // Follows from the rest, but lets the walk along the index begin here.
  const walks = dialect === 'postgres' || driver === undefined || driver.field === order[0]?.field;
  const column = walks ? first.two : sql`+${first.two}`;
  return sql<SqlBool>`${first.one} ${notAfter(first.direction)} ${column} and ${rest}`;
}
