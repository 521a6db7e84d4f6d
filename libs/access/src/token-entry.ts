import { parseSearchName, searchName } from '@blockqnn/api';
import { parse, YAMLParseError } from 'yaml';
import { z } from 'zod';
import { ROLES, type Role } from './role.js';

/** A token as it stands in the file of tokens. */
export interface TokenEntry {
  /** Who has it; unique in the file. */
  readonly name: string;
  readonly role: Role;
  /** Of the token's text, lower-case hexadecimal. */
  readonly sha256: string;
  /** Ids of the only searches that it is good for; undefined: for everything. */
  readonly searches: readonly string[] | undefined;
  /** Milliseconds since the epoch; undefined: never. */
  readonly expiresMs: number | undefined;
}

export const TOKEN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;
export const TOKEN_NAME_FORM =
  '1 to 63 letters, digits, dots, dashes or underscores, beginning with a letter or digit';

const entrySchema = z.strictObject({
  name: z.string('must be text').regex(TOKEN_NAME, `must be ${TOKEN_NAME_FORM}`),
  role: z.enum(ROLES, `must be one of ${ROLES.join(', ')}`),
  sha256: z
    .string('must be 64 hexadecimal digits in quotes')
    .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
  searches: z
    .array(z.string('must be text').transform(searchId), 'must be a list of searches')
    .min(1, 'must name a search; leave it out for all')
    .optional(),
  expires: z.iso
    .datetime({ offset: true, message: 'must be a time such as 2030-01-31T12:00:00Z' })
    .transform((text) => Date.parse(text))
    .optional(),
});

const fileSchema = z.strictObject(
  { tokens: z.array(entrySchema, 'must be a list') },
  'must be a map with "tokens"',
);

/**
 * Reads a file of tokens, in YAML or JSON.
 * @throws Error that names every entry and field that is wrong.
 */
export function parseTokenEntries(text: string): TokenEntry[] {
  const { data, error } = fileSchema.safeParse(parsed(text));
  if (error) {
    throw new Error(
      error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`).join('; '),
    );
  }
  for (const field of ['name', 'sha256'] as const) {
    const values = data.tokens.map((entry) => entry[field]);
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) throw new Error(`two tokens have the ${field} ${twice}`);
  }
  return data.tokens.map(({ expires, searches, ...rest }) => ({ ...rest, searches, expiresMs: expires }));
}

function parsed(text: string): unknown {
  try {
    return parse(text) as unknown;
  } catch (error) {
    // The parser's longer words repeat lines of the file.
    if (error instanceof YAMLParseError) {
      throw new Error(`is neither YAML nor JSON (line ${String(error.linePos?.[0].line ?? 1)})`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** With or without `searches/`. */
function searchId(text: string, context: z.RefinementCtx): string {
  const id = parseSearchName(text.startsWith('searches/') ? text : searchName(text));
  if (id !== undefined) return id;
  context.addIssue({ code: 'custom', message: 'must be searches/{search}' });
  return z.NEVER;
}
