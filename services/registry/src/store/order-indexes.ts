import { NUMBER_FIELDS, type NumberField, type TextField } from '../filter/fields.js';
import { MERITS, type OrderTerm } from '../filter/parse-order.js';

/** Of a search or a dataset people ask for the best; other figures order all evaluations. */
export const ORDERED_WITHIN = ['search', 'dataset'] as const satisfies readonly TextField[];
const WITHIN_FIGURES = ['reward', 'accuracy'] as const satisfies readonly NumberField[];

/** What filters ask of the best: without these in their indexes each row passed over would be looked up in the table. */
const COSTS = [
  'flops',
  'parameters',
  'activation_bytes',
  'density',
  'layers',
] as const satisfies readonly NumberField[];

/**
 * An index of measured evaluations, in which pages are walked along. It has all that tells in which order evaluations
 * and blocks stand, and behind that the figures that filters mostly ask for beside.
 */
export interface OrderIndex {
  readonly name: string;
  readonly within: TextField | undefined;
  /** What it orders by; read backwards it has the other direction, but then not the order of equal ones. */
  readonly term: OrderTerm;
  /** In order of the index. */
  readonly columns: readonly OrderIndexColumn[];
}

interface OrderIndexColumn {
  readonly name: TextField | NumberField | 'ordinal';
  readonly direction: OrderTerm['direction'];
}

export const ORDER_INDEXES: readonly OrderIndex[] = [
  ...NUMBER_FIELDS.map((field) => orderIndex(field, undefined)),
  ...ORDERED_WITHIN.flatMap((within) => WITHIN_FIGURES.map((field) => orderIndex(field, within))),
];

/** The index of a figure, of the evaluations within a search or dataset where there is one. */
export function orderIndexOf(field: NumberField, within: TextField | undefined): OrderIndex | undefined {
  return ORDER_INDEXES.find((index) => index.term.field === field && index.within === within);
}

function orderIndex(field: NumberField, within: TextField | undefined): OrderIndex {
  const direction = MERITS.has(field) || field === 'complete_time' ? 'desc' : 'asc';
  return {
    name: ['evaluation_by', ...(within ? [within] : []), field].join('_'),
    within,
    term: { field, direction },
    columns: [
      ...(within ? [ascending(within)] : []),
      { name: field, direction },
      ...(field === 'reward' ? [] : [{ name: 'reward', direction: 'desc' } as const]),
      ascending('block'),
      ascending('ordinal'),
      ...(field === 'accuracy' ? [] : [ascending('accuracy')]),
      ...(MERITS.has(field) ? COSTS.map(ascending) : []),
      ...(MERITS.has(field) && within !== 'dataset' ? [ascending('dataset')] : []),
    ],
  };
}

function ascending(name: OrderIndexColumn['name']): OrderIndexColumn {
  return { name, direction: 'asc' };
}
