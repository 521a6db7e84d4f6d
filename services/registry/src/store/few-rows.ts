import { dialectOf } from '@blockqnn/storage';
import { sql } from 'kysely';
import { NUMBER_FIELDS, type NumberField } from '../filter/fields.js';
import { conjuncts, type Comparison, type Expression, type Filter } from '../filter/filter.js';
import { plainText } from '../filter/text-pattern.js';
import { conditionOf } from './filter-sql.js';
import { orderIndexOf } from './order-indexes.js';
import type { Database } from './tables.js';

/** So few rows are read and sorted in some ten milliseconds: looked up in the table, or told by the index alone. */
const FEW = { lookedUp: 5000, covered: 60_000 } as const;

/** Figures of which few values may leave few rows, to which an index leads. Trials are compared as doubles. */
const BOUNDED: ReadonlySet<NumberField> = new Set(NUMBER_FIELDS.filter((field) => field !== 'trial'));

/**
 * A part of the filter that few measured evaluations meet, and that an index finds; undefined where there is none.
 * `fields`: all that the query looks at.
 */
export async function fewRows(
  db: Database,
  filter: Filter,
  fields: readonly string[],
): Promise<Comparison | undefined> {
  const usable = conjuncts(filter).filter(isUsable);
  const block = usable.find(({ field }) => field === 'block');
  if (block) return block;
  for (const comparison of usable) {
    const few = covers(comparison, fields) ? FEW.covered : FEW.lookedUp;
    if (await leavesAtMost(db, comparison, few)) return comparison;
  }
  return undefined;
}

function isUsable(expression: Expression): expression is Comparison {
  if (expression.kind === 'text') {
    const { field, operator, pattern } = expression;
    const indexed = field === 'search' || field === 'dataset' || field === 'block';
    return indexed && operator === '=' && plainText(pattern) !== undefined;
  }
  return expression.kind === 'number' && expression.operator !== '!=' && BOUNDED.has(expression.field);
}

function covers({ kind, field }: Comparison, fields: readonly string[]): boolean {
  const index = kind === 'number' ? orderIndexOf(field, undefined) : undefined;
  return index !== undefined && fields.every((name) => index.columns.some((column) => column.name === name));
}

async function leavesAtMost(db: Database, comparison: Comparison, few: number): Promise<boolean> {
  const target = { table: 'evaluation', dialect: dialectOf(db), driver: comparison } as const;
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select 1 from evaluation where ${conditionOf(comparison, target)} and accuracy is not null limit ${few + 1}
    ) as found`.execute(db);
  return (rows[0]?.count ?? 0) <= few;
}
