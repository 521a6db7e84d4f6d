import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { OrderTerm } from '../filter/parse-order.js';
import type { Condition } from './filter-sql.js';

export interface Pair {
  readonly one: RawBuilder<unknown>;
  readonly two: RawBuilder<unknown>;
  readonly direction: OrderTerm['direction'];
}

/** Whether the first pair that differs has the one before the two. */
export function comesBefore(pairs: readonly Pair[]): Condition {
  const cases = pairs.map(({ one, two, direction }, index) => {
    const equal = pairs.slice(0, index).map((pair) => sql`${pair.one} = ${pair.two} and `);
    return sql`(${sql.join([...equal, sql`${one} ${before(direction)} ${two}`], sql``)})`;
  });
  return sql<SqlBool>`(${sql.join(cases, sql` or `)})`;
}

const before = (direction: OrderTerm['direction']): RawBuilder<unknown> =>
  sql.raw(direction === 'asc' ? '<' : '>');

export const notAfter = (direction: OrderTerm['direction']): RawBuilder<unknown> =>
  sql.raw(direction === 'asc' ? '<=' : '>=');
