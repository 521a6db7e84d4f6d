/**
 * What filters and orders go by: the figures of an evaluation, each flat. The columns of the table `evaluation`
 * bear the same names.
 */

/** Compared as text. */
export const TEXT_FIELDS = ['search', 'dataset', 'block', 'worker', 'strategy'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** How a figure is written: a number, a time, or seconds. */
const NUMBER_KINDS = {
  /** In [0, 1]; a failure has none. */
  accuracy: 'number',
  /** In percent points. */
  reward: 'number',
  flops: 'number',
  parameters: 'number',
  activation_bytes: 'number',
  density: 'number',
  /** Of the canonical code, 1 to 23. */
  layers: 'number',
  /** Number within its search, from 1. */
  trial: 'number',
  /** From 1. */
  attempt: 'number',
  /** Of the training, in seconds; a failure has none. */
  duration: 'duration',
  /** In milliseconds since 1970. */
  complete_time: 'timestamp',
} as const;

/** Compared by size, and what orders are made of. */
export type NumberField = keyof typeof NUMBER_KINDS;
export const NUMBER_FIELDS = Object.keys(NUMBER_KINDS) as readonly NumberField[];

export function isTextField(name: string): name is TextField {
  return (TEXT_FIELDS as readonly string[]).includes(name);
}

export function isNumberField(name: string): name is NumberField {
  return Object.hasOwn(NUMBER_KINDS, name);
}

export function kindOf(field: NumberField): (typeof NUMBER_KINDS)[NumberField] {
  return NUMBER_KINDS[field];
}
