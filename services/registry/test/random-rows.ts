import { durationToProto, timestampToProto, type EvaluationInput } from '@blockqnn/api';
import { blockId, canonicalBlock, density, parseBlock } from '@blockqnn/nsc';
import fc from 'fast-check';
import type { NumberField, TextField } from '../src/filter/fields.js';
import type { Figures, FilterValues } from './any-filter.js';
import { evaluation } from './test-registry.js';

/** An evaluation with the figures that filters see of it, arrived as the so-maniest. */
export interface Row {
  readonly message: EvaluationInput;
  readonly figures: Figures;
}

const CODES = [
  'conv1@0',
  'conv3@0',
  'conv5@0',
  'conv3@0,conv3@1',
  'conv3@0,conv3@1,add@2+0',
  'max3@0,conv1@1',
];
const TEXTS: Readonly<Record<TextField, readonly string[]>> = {
  search: ['s1', 's2', 's-3'],
  dataset: ['cifar10', 'cifar10?limit=2000', 'cifar100', 'Cifar10', 'a%b_c[d]*'],
  block: CODES.map((nsc) => blockId(parseBlock(nsc))),
  worker: ['worker-1', 'WORKER-1', 'it\'s "w"\\', 'ünï✓😀'],
  strategy: ['', 'random', 'q-learning'],
};
const START = Date.UTC(2026, 0, 1);

/** Few values, so that many are equal and filters meet them. */
const anyRow = fc.record({
  nsc: fc.constantFrom(...CODES),
  search: fc.constantFrom(...TEXTS.search),
  dataset: fc.constantFrom(...TEXTS.dataset),
  worker: fc.constantFrom(...TEXTS.worker),
  strategy: fc.constantFrom(...TEXTS.strategy),
  accuracy: fc.constantFrom(undefined, 0, 0.25, 0.5, 0.75, 1),
  reward: fc.integer({ min: -3, max: 3 }),
  attempt: fc.integer({ min: 1, max: 3 }),
  seconds: fc.constantFrom(0, 1.5, 2, 12.25),
  completedAtMs: fc.integer({ min: 0, max: 5 }).map((hours) => START + hours * 3_600_000),
});

/** Rows of trials that count from the given number. */
export function rowsFrom(firstTrial: number, count: number, seed: number): Row[] {
  return fc.sample(anyRow, { numRuns: count, seed }).map((row, index) => {
    const { nsc, strategy, attempt, seconds, completedAtMs, ...options } = row;
    const trial = firstTrial + index;
    const sent = evaluation({ trial, nsc, ...options });
    const message: EvaluationInput = {
      ...sent,
      strategy,
      attempt,
      completeTime: timestampToProto(completedAtMs),
      ...(sent.measurement && {
        measurement: { ...sent.measurement, duration: durationToProto(seconds * 1000) },
      }),
    };
    return { message, figures: figuresOf(message, { ...row, trial }) };
  });
}

function figuresOf(
  { figures }: EvaluationInput,
  row: (typeof anyRow extends fc.Arbitrary<infer Value> ? Value : never) & { readonly trial: number },
): Figures {
  const block = canonicalBlock(parseBlock(row.nsc));
  const measured = row.accuracy !== undefined;
  return {
    search: row.search,
    dataset: row.dataset,
    block: blockId(block),
    worker: row.worker,
    strategy: row.strategy,
    accuracy: row.accuracy ?? null,
    reward: row.reward,
    flops: Number(figures?.flops),
    parameters: Number(figures?.parameters),
    activation_bytes: Number(figures?.activationBytes),
    density: density(block),
    layers: block.layers.length,
    trial: row.trial,
    attempt: row.attempt,
    duration: measured ? row.seconds : null,
    complete_time: row.completedAtMs,
  };
}

/** Values that occur in the rows, and some beside them. */
export function valuesOf(rows: readonly Row[]): FilterValues {
  return {
    text: (field) => fc.constantFrom(...TEXTS[field], 'other'),
    number: (field: NumberField) => {
      const known = rows.flatMap(({ figures }) => figures[field] ?? []);
      const whole = field === 'complete_time';
      return fc
        .tuple(fc.constantFrom(...known), fc.constantFrom(0, 0, whole ? 1 : 0.1, whole ? -1 : -0.1))
        .map(([value, shift]) => value + shift);
    },
  };
}
