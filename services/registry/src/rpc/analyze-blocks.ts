import type { FigureContrastInput, RegistryMethods, TraitContrastInput } from '@blockqnn/api';
import {
  adjustedFigurePValues,
  FIGURE_DESCRIPTIONS,
  type Distribution,
  type FigureContrast,
  type FigureName,
  type TraitContrast,
  type TraitKind,
} from '@blockqnn/analysis';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import { analyseBlocks } from '../block-analysis.js';
import type { Database } from '../store/tables.js';
import { Turnstile } from '../turnstile.js';
import { filterField } from './query-fields.js';

const DEFAULT_TOP_SHARE = 0.1;
const DEFAULT_MINIMUM_COUNT = 10;
const MAX_MINIMUM_COUNT = 1_000_000;

const MERITS = {
  MERIT_UNSPECIFIED: 'reward',
  MERIT_REWARD: 'reward',
  MERIT_ACCURACY: 'accuracy',
} as const;

const minimumCountBounds = `must be 0 to ${MAX_MINIMUM_COUNT}`;
const requestSchema = z.object({
  filter: filterField,
  topShare: z
    .number('must be above 0 and at most 1')
    .min(0, 'must be above 0 and at most 1; 0 means 0.1')
    .max(1, 'must be above 0 and at most 1; 0 means 0.1')
    .transform((share) => (share === 0 ? DEFAULT_TOP_SHARE : share)),
  merit: z
    .enum(Object.keys(MERITS) as (keyof typeof MERITS)[], 'must be MERIT_REWARD or MERIT_ACCURACY')
    .transform((merit) => MERITS[merit]),
  minimumCount: z
    .int()
    .min(0, minimumCountBounds)
    .max(MAX_MINIMUM_COUNT, minimumCountBounds)
    .transform((count) => (count === 0 ? DEFAULT_MINIMUM_COUNT : count)),
});

export function analyzeBlocks(db: Database): UnaryHandler<RegistryMethods['analyzeBlocks']> {
  // Many blocks take memory, one analysis after the other no more than one.
  const analysing = new Turnstile();
  return async (request, { signal }) => {
    const query = validate(requestSchema, request);
    const analysis = await analysing.pass(() => analyseBlocks(db, query, signal));
    const adjusted = adjustedFigurePValues(analysis.figures);
    return {
      ...analysis,
      datasets: [...analysis.datasets],
      merit: query.merit === 'reward' ? 'MERIT_REWARD' : 'MERIT_ACCURACY',
      traits: analysis.traits.map(traitToProto),
      figures: analysis.figures.map((figure, index) => figureToProto(figure, adjusted[index] ?? 1)),
    };
  };
}

const KINDS = {
  layer: 'TRAIT_KIND_LAYER',
  kernel: 'TRAIT_KIND_KERNEL',
  structure: 'TRAIT_KIND_STRUCTURE',
  edge: 'TRAIT_KIND_EDGE',
  path: 'TRAIT_KIND_PATH',
} as const satisfies Record<TraitKind, string>;

function traitToProto({ trait, lift, ...contrast }: TraitContrast): TraitContrastInput {
  const { kind, name, description } = trait;
  return {
    ...contrast,
    kind: KINDS[kind],
    name,
    description,
    lift: lift.value,
    liftLow: lift.low,
    liftHigh: lift.high,
  };
}

function figureToProto(
  { name, top, all, difference }: FigureContrast,
  adjustedPValue: number,
): FigureContrastInput {
  return {
    name: fieldName(name),
    description: FIGURE_DESCRIPTIONS[name],
    top: distributionToProto(top),
    all: distributionToProto(all),
    difference: difference.value,
    differenceLow: difference.low,
    differenceHigh: difference.high,
    pValue: difference.pValue,
    adjustedPValue,
  };
}

/** Figures bear the names that filters call them by. */
const fieldName = (name: FigureName): string => (name === 'activationBytes' ? 'activation_bytes' : name);

function distributionToProto({ count: _, ...distribution }: Distribution) {
  return distribution;
}
