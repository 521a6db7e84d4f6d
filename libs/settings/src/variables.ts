import { distance } from 'fastest-levenshtein';
import { z } from 'zod';
import type { Environment } from './environment.js';

/** A variable for people. */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** As one would write it; undefined where there is none. */
  readonly byDefault: string | undefined;
}

/** What a schema of variables reads, in its order. */
export function variablesOf(schema: z.ZodObject): Variable[] {
  return Object.entries<z.ZodType>(schema.shape).map(([name, form]) => {
    const byDefault = defaultOf(form);
    return {
      name,
      meaning: form.description ?? '',
      byDefault: byDefault === '' ? undefined : byDefault,
    };
  });
}

/** A default stands where a text is read, or, behind it, where it has been made a number. */
function defaultOf(form: z.core.$ZodType): string | undefined {
  if (form instanceof z.ZodDefault) return String(form.def.defaultValue);
  if (form instanceof z.ZodPipe) return defaultOf(form.def.in);
  if (form instanceof z.ZodOptional) return defaultOf(form.def.innerType);
  return undefined;
}

/** A variable that looks like one of ours, and that nothing reads. */
export interface UnknownVariable {
  readonly name: string;
  /** What may have been meant; undefined where nothing is near. */
  readonly nearest: string | undefined;
}

const PREFIX = 'BLOCKQNN_';
/** Of what follows the prefix, so many letters are mistyped at most, and so large a share. */
const FARTHEST = { letters: 4, share: 0.34 };

/** Variables that are set under our prefix and are not among the known ones, by name. */
export function unknownVariables(env: Environment, known: readonly string[]): UnknownVariable[] {
  return Object.keys(env)
    .filter((name) => name.startsWith(PREFIX) && !known.includes(name))
    .sort()
    .map((name) => {
      const mistyped = Math.min(FARTHEST.letters, (name.length - PREFIX.length) * FARTHEST.share);
      const [nearest] = known
        .map((other) => ({ other, letters: distance(name, other) }))
        .filter(({ letters }) => letters <= mistyped)
        .sort((a, b) => a.letters - b.letters);
      return { name, nearest: nearest?.other };
    });
}
