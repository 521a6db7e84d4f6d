import { isNumberField, NUMBER_FIELDS, type NumberField } from './filter.js';
import { QuerySyntaxError } from './query-syntax-error.js';

export interface OrderTerm {
  readonly field: NumberField;
  readonly direction: 'asc' | 'desc';
}

/** What comes first is best; later terms tell equal ones apart. */
export type Order = readonly OrderTerm[];

const BY_REWARD: OrderTerm = { field: 'reward', direction: 'desc' };

/**
 * AIP-132: fields separated by commas, each with `asc` (the default) or `desc`. Empty means `reward desc`.
 * Equal ones are told apart by the reward in the end. Throws {@link QuerySyntaxError}.
 */
export function parseOrder(text: string): Order {
  const terms = text.trim() === '' ? [] : parts(text).map(parseTerm);
  for (const [index, { field }] of terms.entries()) {
    if (terms.findIndex((term) => term.field === field) < index) {
      throw new QuerySyntaxError(parts(text)[index]?.position ?? 1, `${field} stands there twice`);
    }
  }
  return terms.some(({ field }) => field === 'reward') ? terms : [...terms, BY_REWARD];
}

interface Part {
  readonly text: string;
  readonly position: number;
}

function parts(text: string): Part[] {
  let begin = 0;
  return text.split(',').map((part) => {
    const position = begin + part.length - part.trimStart().length + 1;
    begin += part.length + 1;
    return { text: part.trim(), position };
  });
}

function parseTerm({ text, position }: Part): OrderTerm {
  const [field = '', direction = 'asc', ...rest] = text.split(/\s+/);
  if (!isNumberField(field)) {
    const problem = field === '' ? 'a field is missing' : `unknown field ${JSON.stringify(field)}`;
    throw new QuerySyntaxError(position, `${problem}; known fields are ${NUMBER_FIELDS.join(', ')}`);
  }
  if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
    throw new QuerySyntaxError(position, `${field} may be followed by asc or desc only`);
  }
  return { field, direction };
}
