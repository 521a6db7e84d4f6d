import { LineCounter, parseDocument, type Document } from 'yaml';
import { nearestName } from './nearest-name.js';
import { type Recipe, recipeFields, recipeSchema } from './recipe.js';

/** A text that is no recipe, or a file that cannot be read; the message names file, line, field and bound. */
export class RecipeTextError extends Error {
  override readonly name = 'RecipeTextError';
}

/** Other fields are changes of the recipe that this one names. */
const BASE = 'base';
const FIELDS: readonly string[] = Object.keys(recipeFields.shape);

export interface RecipeTextOptions {
  /** Where the text comes from, for messages. */
  readonly source: string;
  /** Recipes that `base` may name. */
  readonly bases: ReadonlyMap<string, Recipe>;
}

/** Reads a recipe in YAML or JSON; the schema is `recipes/recipe.schema.json`. Throws {@link RecipeTextError}. */
export function parseRecipe(text: string, { source, bases }: RecipeTextOptions): Recipe {
  const lines = new LineCounter();
  // Lines are told by us, and a parser that warns on the console is none for a service; a silent one reads
  // the first of several documents only.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const fail = (message: string, offset?: number): never => {
    const line = offset === undefined ? '' : `:${lines.linePos(offset).line}`;
    throw new RecipeTextError(`${source}${line}: ${message}`);
  };
  const fault = document.errors[0] ?? document.warnings[0];
  if (fault?.code === 'MULTIPLE_DOCS') fail('holds a second document; a recipe is one', fault.pos[0]);
  if (fault) fail(`is no YAML or JSON: ${fault.message}`, fault.pos[0]);
  const content: unknown = toJs(document, fail);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return fail('is no recipe: must have a field a line, such as "epochs: 12"');
  }
  const { [BASE]: base, ...changes } = content as Record<string, unknown>;
  for (const name of Object.keys(changes)) {
    if (!FIELDS.includes(name)) fail(unknownField(name), offsetOf(document, name));
  }
  if (base !== undefined && !bases.has(base as string)) {
    fail(
      `base: must be one of ${[...bases.keys()].join(', ')}; got ${shown(base)}`,
      offsetOf(document, BASE),
    );
  }
  const { data, error } = recipeSchema.safeParse({ ...bases.get(base as string), ...changes });
  if (data) return data;
  const issue = error.issues[0];
  const [field = ''] = issue?.path ?? [];
  if (FIELDS.includes(String(field)) && !(field in changes) && base === undefined) {
    return fail(`${String(field)}: must be given, or a base of which the rest is taken (${BASE}: full)`);
  }
  return fail(
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`,
    offsetOf(document, String(field)),
  );
}

/**
 * Aliases may be written so that they grow beyond all bounds; the parser refuses those only here. Those within
 * what they stand for it takes.
 */
function toJs(document: Document, fail: (message: string) => never): unknown {
  try {
    const content: unknown = document.toJS();
    if (holdsItself(content)) fail('is no recipe: an alias stands for what it lies in');
    return content;
  } catch (error) {
    if (error instanceof RecipeTextError) throw error;
    return fail(`is no recipe: ${(error as Error).message}`);
  }
}

/** @param around - what the value lies in */
function holdsItself(value: unknown, around: readonly unknown[] = []): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (around.includes(value)) return true;
  return Object.values(value).some((part) => holdsItself(part, [...around, value]));
}

function unknownField(name: string): string {
  const near = nearestName(name, [...FIELDS, BASE]);
  const known = near === undefined ? `the fields are ${FIELDS.join(', ')}` : `did you mean ${near}?`;
  return `${shown(name)} is no field of a recipe; ${known}`;
}

/** Where a field's value begins. */
function offsetOf(document: Document, field: string): number | undefined {
  const node = document.get(field, true) as { readonly range?: readonly number[] } | null | undefined;
  return node?.range?.[0];
}

/** Shortened, so that a message cannot grow with bad input. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return (text ?? '').slice(0, 60);
}
