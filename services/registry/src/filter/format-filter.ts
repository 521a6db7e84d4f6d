import { kindOf } from './fields.js';
import type { Expression, Filter, NumberComparison } from './filter.js';
import { formatPattern } from './text-pattern.js';

/** The text of a filter, in one form for all filters that are written differently and parse alike. */
export function formatFilter(filter: Filter): string {
  return filter === undefined ? '' : formatted(filter);
}

function formatted(expression: Expression): string {
  switch (expression.kind) {
    case 'and':
      return expression.terms.map(formatted).join(' AND ');
    case 'or':
      return expression.terms
        .map((term) => (term.kind === 'and' ? `(${formatted(term)})` : formatted(term)))
        .join(' OR ');
    case 'not': {
      const { term } = expression;
      const isSimple = term.kind === 'text' || term.kind === 'number' || term.kind === 'present';
      return isSimple ? `NOT ${formatted(term)}` : `NOT (${formatted(term)})`;
    }
    case 'text':
      return `${expression.field} ${expression.operator} ${formatPattern(expression.pattern)}`;
    case 'number':
      return `${expression.field} ${expression.operator} ${formatNumber(expression)}`;
    case 'present':
      return `${expression.field}:*`;
  }
}

function formatNumber({ field, value }: NumberComparison): string {
  switch (kindOf(field)) {
    case 'number':
      return String(value);
    case 'duration':
      return `${String(value)}s`;
    case 'timestamp':
      return `"${new Date(value).toISOString()}"`;
  }
}
