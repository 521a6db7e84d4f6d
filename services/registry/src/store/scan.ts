import { setImmediate as otherWork } from 'node:timers/promises';
import { sql, type SqlBool } from 'kysely';
import { conjuncts, type Comparison, type Filter } from '../filter/filter.js';
import { plainText } from '../filter/text-pattern.js';
import type { Condition } from './filter-sql.js';

const FIRST_ROWS = 100;
const MAX_ROWS = 50_000;

/** Evaluations of some ordinals. */
export interface Stretch {
  readonly after: number;
  readonly upTo: number;
}

/**
 * Stretches that cover all ordinals up to the last, short ones first. A statement on one takes some ten milliseconds,
 * and between them the thread is free: SQLite works on the thread of all calls. Rejects with the signal's reason.
 */
export async function* stretches(
  last: number,
  signal: AbortSignal,
  atMost = MAX_ROWS,
): AsyncGenerator<Stretch> {
  let rows = FIRST_ROWS;
  for (let after = 0; after < last; after += rows, rows = Math.min(rows * 4, atMost)) {
    signal.throwIfAborted();
    yield { after, upTo: Math.min(after + rows, last) };
    await otherWork();
  }
}

export function within(table: string, { after, upTo }: Stretch): Condition {
  const ordinal = sql.ref(`${table}.ordinal`);
  return sql<SqlBool>`${ordinal} > ${after} and ${ordinal} <= ${upTo}`;
}

/** The comparison by whose index SQLite comes to the rows of a stretch: of a search, otherwise of all. */
export function scanDriver(filter: Filter): Comparison | undefined {
  return conjuncts(filter).find(
    (term): term is Comparison =>
      term.kind === 'text' &&
      term.field === 'search' &&
      term.operator === '=' &&
      plainText(term.pattern) !== undefined,
  );
}
