import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Comparison, Expression } from '../filter/filter.js';
import { isTextField, type NumberField, type TextField } from '../filter/fields.js';
import { globPattern, likePattern, plainText, type TextPattern } from '../filter/text-pattern.js';

export type Condition = RawBuilder<SqlBool>;

export interface FilterTarget {
  /** Name by which the statement calls the table `evaluation`. */
  readonly table: string;
  readonly dialect: 'sqlite' | 'postgres';
  /** The comparison whose index is to be used; SQLite is kept from the indexes of all others. */
  readonly driver?: Comparison | undefined;
}

export const TRUE: Condition = sql<SqlBool>`1 = 1`;

/** The condition that a row of the table meets an expression. Unknown stays unknown, as SQL has it. */
export function conditionOf(expression: Expression, target: FilterTarget): Condition {
  switch (expression.kind) {
    case 'and':
    case 'or': {
      const terms = expression.terms.map((term) => conditionOf(term, target));
      return sql<SqlBool>`(${sql.join(terms, expression.kind === 'and' ? sql` and ` : sql` or `)})`;
    }
    case 'not':
      return sql<SqlBool>`not (${conditionOf(expression.term, target)})`;
    case 'text':
      return textCondition(columnOf(expression, target), expression.operator, expression.pattern, target);
    case 'number':
      return sql<SqlBool>`${columnOf(expression, target)} ${sql.raw(expression.operator)} ${expression.value}`;
    case 'present': {
      const column = columnOf(expression, target);
      return isTextField(expression.field)
        ? sql<SqlBool>`${column} <> ''`
        : sql<SqlBool>`${column} is not null`;
    }
  }
}

function textCondition(
  column: RawBuilder<unknown>,
  operator: '=' | '!=',
  pattern: TextPattern,
  { dialect }: FilterTarget,
): Condition {
  const text = plainText(pattern);
  if (text !== undefined) return sql<SqlBool>`${column} ${sql.raw(operator)} ${text}`;
  const not = sql.raw(operator === '!=' ? 'not ' : '');
  return dialect === 'sqlite'
    ? sql<SqlBool>`${column} ${not}glob ${globPattern(pattern)}`
    : sql<SqlBool>`${column} ${not}like ${likePattern(pattern)} escape '\\'`;
}

function columnOf(comparison: Comparison, target: FilterTarget): RawBuilder<unknown> {
  const column = figureColumn(target.table, comparison.field);
  // A column with a sign is no longer the column of an index, and means the same.
  return target.dialect === 'sqlite' && comparison !== target.driver ? sql`+${column}` : column;
}

/** A figure as a query compares it; numbers, whatever they are kept as, are compared as doubles. */
export function figureColumn(table: string, field: TextField | NumberField): RawBuilder<unknown> {
  const column = sql.ref(`${table}.${field}`);
  return field === 'trial' ? sql`cast(${column} as double precision)` : column;
}
