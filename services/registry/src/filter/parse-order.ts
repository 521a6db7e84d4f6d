import { isNumberField, NUMBER_FIELDS, type NumberField } from './fields.js';
import { QuerySyntaxError } from './query-syntax-error.js';

export interface OrderTerm {
  readonly field: NumberField;
  readonly direction: 'asc' | 'desc';
}

/** What comes first is best; later terms tell equal ones apart. */
export type Order = readonly OrderTerm[];

/** Figures of which more is better; of all others less is. */
export const MERITS: ReadonlySet<NumberField> = new Set(['accuracy', 'reward']);

const BY_REWARD: OrderTerm = { field: 'reward', direction: 'desc' };

/**
 * AIP-132: fields separated by commas, each with `asc` (the default) or `desc`. Empty means `reward desc`.
 * Equal ones are told apart by the reward in the end. Throws {@link QuerySyntaxError}.
 */
export function parseOrder(text: string): Order {
  return withReward(text.trim() === '' ? [] : parseTerms(text, () => 'asc'));
}

/** The order with the reward as its last word, the higher first. */
function withReward(terms: Order): Order {
  return terms.some(({ field }) => field === 'reward') ? terms : [...terms, BY_REWARD];
}

/**
 * Two or three figures, written as an order is, and which way each is better: unless said otherwise, more accuracy
 * and reward (`desc`), less of everything else (`asc`). Empty means accuracy and parameters. Throws
 * {@link QuerySyntaxError}.
 */
export function parseObjectives(text: string): Order {
  const written = text.trim() === '' ? 'accuracy, parameters' : text;
  const terms = parseTerms(written, (field) => (MERITS.has(field) ? 'desc' : 'asc'));
  const surplus = terms[MAX_OBJECTIVES];
  if (terms.length < 2 || surplus) {
    const position = surplus ? parts(written)[MAX_OBJECTIVES]?.position : written.length + 1;
    throw new QuerySyntaxError(position ?? 1, 'a front is of two or three figures');
  }
  return terms;
}

const MAX_OBJECTIVES = 3;

type DirectionOf = (field: NumberField) => OrderTerm['direction'];

function parseTerms(text: string, defaultDirection: DirectionOf): Order {
  const terms = parts(text).map((part) => parseTerm(part, defaultDirection));
  for (const [index, { field }] of terms.entries()) {
    if (terms.findIndex((term) => term.field === field) < index) {
      throw new QuerySyntaxError(parts(text)[index]?.position ?? 1, `${field} stands there twice`);
    }
  }
  return terms;
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

function parseTerm({ text, position }: Part, defaultDirection: DirectionOf): OrderTerm {
  const [field = '', given, ...rest] = text.split(/\s+/);
  if (!isNumberField(field)) {
    const problem = field === '' ? 'a field is missing' : `unknown field ${JSON.stringify(field)}`;
    throw new QuerySyntaxError(position, `${problem}; known fields are ${NUMBER_FIELDS.join(', ')}`);
  }
  const direction = given ?? defaultDirection(field);
  if ((direction !== 'asc' && direction !== 'desc') || rest.length > 0) {
    throw new QuerySyntaxError(position, `${field} may be followed by asc or desc only`);
  }
  return { field, direction };
}
