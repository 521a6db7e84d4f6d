import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Filter } from '../filter/filter.js';
import type { Order, OrderTerm } from '../filter/parse-order.js';
import type { EvaluationRow } from './evaluations.js';
import type { Database } from './tables.js';

export interface BestBlocksQuery {
  readonly filter: Filter;
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

export type BestBlockRow = EvaluationRow & { readonly count: number };

/**
 * One row for each block with a measured evaluation under the filter: the evaluation that comes first in
 * the order, and how many there are. Equal blocks stand in order of id.
 *
 * A row is a block's best where no other row of the block comes before it. Said that way, SQLite walks
 * along the index of the order and stops when the page is full.
 */
export async function queryBestBlocks(
  db: Database,
  query: BestBlocksQuery,
): Promise<readonly BestBlockRow[]> {
  const { filter, order, after, limit } = query;
  const ofSameBlock = sql<SqlBool>`other.block = best.block and ${matches('other', filter)}`;
  const { rows } = await sql<BestBlockRow>`
    select best.*, (select count(*) from evaluation as other where ${ofSameBlock}) as count
    from evaluation as best
    where ${matches('best', filter)}
      and not exists (
        select 1 from evaluation as other where ${ofSameBlock} and ${otherComesBeforeBest(order)}
      )
      and ${after ? bestComesAfter(after, order) : sql<SqlBool>`1 = 1`}
    order by ${sql.join(order.map(({ field, direction }) => sql`best.${sql.ref(field)} ${sql.raw(direction)}`))}, best.block
    limit ${limit}`.execute(db);
  return rows;
}

/** Where a row stands, to go on from there. */
export function positionOf(row: EvaluationRow, order: Order): BlockPosition {
  return { values: order.map(({ field }) => row[field] ?? 0), block: row.block };
}

type Condition = RawBuilder<SqlBool>;

function matches(table: 'best' | 'other', filter: Filter): Condition {
  const comparisons = filter.map(
    ({ field, operator, value }) =>
      sql<SqlBool>`${sql.ref(`${table}.${field}`)} ${sql.raw(operator)} ${value}`,
  );
  return sql.join([sql`${sql.ref(`${table}.accuracy`)} is not null`, ...comparisons], sql` and `);
}

function otherComesBeforeBest(order: Order): Condition {
  return comesBefore([
    ...order.map(({ field, direction }) => ({
      one: sql.ref(`other.${field}`),
      two: sql.ref(`best.${field}`),
      direction,
    })),
    { one: sql.ref('other.ordinal'), two: sql.ref('best.ordinal'), direction: 'asc' },
  ]);
}

function bestComesAfter({ values, block }: BlockPosition, order: Order): Condition {
  const terms = order.map(({ field, direction }, index) => ({
    one: sql`${values[index]}`,
    two: sql.ref(`best.${field}`),
    direction,
  }));
  const [first] = terms;
  const rest = comesBefore([...terms, { one: sql`${block}`, two: sql.ref('best.block'), direction: 'asc' }]);
  // Follows from the rest, but lets the walk along the index begin here.
  return first ? sql<SqlBool>`${first.two} ${notBefore(first.direction)} ${first.one} and ${rest}` : rest;
}

interface Pair {
  readonly one: RawBuilder<unknown>;
  readonly two: RawBuilder<unknown>;
  readonly direction: OrderTerm['direction'];
}

/** Whether the first pair that differs has the one before the two. */
function comesBefore(pairs: readonly Pair[]): Condition {
  const cases = pairs.map(({ one, two, direction }, index) => {
    const equal = pairs.slice(0, index).map((pair) => sql`${pair.one} = ${pair.two} and `);
    return sql`(${sql.join([...equal, sql`${one} ${before(direction)} ${two}`], sql``)})`;
  });
  return sql`(${sql.join(cases, sql` or `)})`;
}

const before = (direction: OrderTerm['direction']): RawBuilder<unknown> =>
  sql.raw(direction === 'asc' ? '<' : '>');

const notBefore = (direction: OrderTerm['direction']): RawBuilder<unknown> =>
  sql.raw(direction === 'asc' ? '>=' : '<=');
