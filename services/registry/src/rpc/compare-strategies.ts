import type { RegistryMethods, StrategyCurveInput } from '@blockqnn/api';
import type { Spread, StrategyCurve } from '@blockqnn/analysis';
import { validate, type UnaryHandler } from '@blockqnn/rpc';
import { z } from 'zod';
import type { Database } from '../store/tables.js';
import { compareStrategies as compare } from '../strategy-comparison.js';
import { Turnstile } from '../turnstile.js';
import { filterField } from './query-fields.js';

/** An iteration of the paper's agent. */
const DEFAULT_WINDOW = 64;
const MAX_WINDOW = 100_000;
const DEFAULT_POINTS = 200;
const MAX_POINTS = 2000;

const windowBounds = `must be 0 to ${MAX_WINDOW}`;
const pointsBounds = `must be 0, or 2 to ${MAX_POINTS}`;
const requestSchema = z.object({
  filter: filterField,
  window: z
    .int()
    .min(0, windowBounds)
    .max(MAX_WINDOW, windowBounds)
    .transform((window) => (window === 0 ? DEFAULT_WINDOW : window)),
  maxPoints: z
    .int()
    .min(0, pointsBounds)
    .max(MAX_POINTS, pointsBounds)
    .refine((points) => points !== 1, pointsBounds)
    .transform((points) => (points === 0 ? DEFAULT_POINTS : points)),
});

export function compareStrategies(db: Database): UnaryHandler<RegistryMethods['compareStrategies']> {
  // Long searches take memory, one comparison after the other no more than one.
  const comparing = new Turnstile();
  return async (request, { signal }) => {
    const query = validate(requestSchema, request);
    const { curves, datasets } = await comparing.pass(() => compare(db, query, signal));
    return { curves: curves.map(curveToProto), window: query.window, datasets: [...datasets] };
  };
}

function curveToProto({ points, ...curve }: StrategyCurve): StrategyCurveInput {
  return {
    ...curve,
    points: points.map(({ evaluations, best, mean }) => ({
      evaluations,
      searches: best.count,
      bestAccuracy: spreadToProto(best),
      meanSearches: mean.count,
      meanAccuracy: spreadToProto(mean),
    })),
  };
}

function spreadToProto({ count, mean, minimum, maximum, standardDeviation }: Spread) {
  return count === 0 ? null : { mean, minimum, maximum, standardDeviation };
}
