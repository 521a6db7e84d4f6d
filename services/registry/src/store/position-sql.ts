import { sql, type SqlBool } from 'kysely';
import type { Order } from '../filter/parse-order.js';
import type { BlockPosition } from './best-blocks.js';
import { comesBefore, notAfter, type Pair } from './figure-order.js';
import { TRUE, type Condition, type FilterTarget } from './filter-sql.js';

/** Whether a row of `evaluation` stands behind a position. */
export function standsAfter(position: BlockPosition, order: Order, target: FilterTarget): Condition {
  const pairs = pairsOf(position, order, target);
  return sql<SqlBool>`${leading(pairs)} and ${comesBefore(pairs)}`;
}

/** Whether a row of `evaluation` stands before a position or at it. */
export function standsUpTo(position: BlockPosition, order: Order, target: FilterTarget): Condition {
  const pairs = pairsOf(position, order, target).map(({ one, two, direction }) => ({
    one: two,
    two: one,
    direction,
  }));
  const equal = pairs.map(({ one, two }) => sql`${one} = ${two}`);
  return sql<SqlBool>`${leading(pairs)} and (${comesBefore(pairs)} or (${sql.join(equal, sql` and `)}))`;
}

/** The position's values beside the row's. No index is to be used, unless it is that of the first figure. */
function pairsOf({ values, block }: BlockPosition, order: Order, { table, dialect }: FilterTarget): Pair[] {
  const sign = sql.raw(dialect === 'sqlite' ? '+' : '');
  return [
    ...order.map(({ field, direction }, index) => ({
      one: sql`${values[index]}`,
      two: sql`${sign}${sql.ref(`${table}.${field}`)}`,
      direction,
    })),
    { one: sql`${block}`, two: sql`${sign}${sql.ref(`${table}.block`)}`, direction: 'asc' as const },
  ];
}

/** Follows from the rest, but is decided at once. */
function leading([first]: readonly Pair[]): Condition {
  return first ? sql<SqlBool>`${first.one} ${notAfter(first.direction)} ${first.two}` : TRUE;
}
