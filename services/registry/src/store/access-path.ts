import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import { isTextField, NUMBER_FIELDS, type NumberField } from '../filter/fields.js';
import { conjuncts, type Comparison, type Filter } from '../filter/filter.js';
import type { Order } from '../filter/parse-order.js';
import { plainText } from '../filter/text-pattern.js';
import { conditionOf } from './filter-sql.js';
import type { Database } from './tables.js';

/**
 * So few rows are sorted rather than found along the index of the order: some ten milliseconds, where walking along
 * until a page of matching ones is full may take a million steps.
 */
const FEW = 2000;

/** Figures with an index by which they order the evaluations of one search or dataset; all of them order those of all. */
const ORDERED_WITHIN: ReadonlySet<NumberField> = new Set(['reward', 'accuracy']);

/** Figures of which few values may leave few rows, to which an index leads. Trials are compared as doubles. */
const BOUNDED: ReadonlySet<NumberField> = new Set(NUMBER_FIELDS.filter((field) => field !== 'trial'));

/**
 * How SQLite, which knows nothing of how values are spread, should come to the rows of a query: by the comparison
 * that leaves few rows, or else along the index of the order, within a search or dataset where the filter
 * names one. PostgreSQL has statistics and chooses by itself.
 *
 * @returns the comparison whose index is to be used; undefined for none
 */
export async function accessPath(
  db: Database,
  filter: Filter,
  order: Order,
): Promise<Comparison | undefined> {
  if (dialectOf(db) !== 'sqlite') return undefined;
  const usable = conjuncts(filter).filter(isUsable);
  for (const comparison of usable) if (await leavesFew(db, comparison)) return comparison;
  const [first] = order;
  const equalities = usable.filter(({ kind }) => kind === 'text');
  const within = ['block', 'search', 'dataset']
    .map((field) => equalities.find((comparison) => comparison.field === field))
    .find((comparison) => comparison !== undefined);
  if (within && first && ORDERED_WITHIN.has(first.field)) return within;
  // The bound of the index that the order walks along.
  return usable.find(({ field }) => field === first?.field);
}

function isUsable(expression: ReturnType<typeof conjuncts>[number]): expression is Comparison {
  if (expression.kind === 'text') {
    const { field, operator, pattern } = expression;
    const indexed = field === 'search' || field === 'dataset' || field === 'block';
    return indexed && operator === '=' && plainText(pattern) !== undefined;
  }
  return expression.kind === 'number' && expression.operator !== '!=' && BOUNDED.has(expression.field);
}

async function leavesFew(db: Database, comparison: Comparison): Promise<boolean> {
  const target = { table: 'evaluation', dialect: 'sqlite', driver: comparison } as const;
  const measured =
    isTextField(comparison.field) && comparison.field === 'block' ? sql`` : sql`and accuracy is not null`;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from evaluation where ${conditionOf(comparison, target)} ${measured} limit ${FEW + 1}
    ) as found`.execute(db);
  return (rows[0]?.count ?? 0) <= FEW;
}
