import type { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The variables that a schema names, checked and converted. An empty variable counts as unset.
 * @throws Error with a line for each bad variable, naming it and what it may be.
 */
export function readEnvironment<Schema extends z.ZodObject>(
  schema: Schema,
  env: Environment,
): z.infer<Schema> {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => (value ?? '') !== ''));
  const { data, error } = schema.safeParse(set);
  if (error) {
    throw new Error(error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  return data;
}
