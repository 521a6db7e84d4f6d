import type { z } from 'zod';
import { invalidArgument, type FieldViolation } from './error.js';

/**
 * Checks a request, or a part of it, and narrows it. Throws INVALID_ARGUMENT with every violation.
 *
 * @param prefix Path of the value within the request, for instance `spec.stack`.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  prefix = '',
): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw invalidArgument(violationsOf(result.error, prefix));
}

/** The violations of a failed check, for callers that collect those of several parts. */
export function violationsOf(error: z.ZodError, prefix = ''): FieldViolation[] {
  return error.issues.map((issue) => ({
    field: fieldPath(prefix, issue.path) || '(request)',
    description: issue.message,
  }));
}

/** `['stages', 0, 'maxFlops']` under `spec.stack` is `spec.stack.stages[0].max_flops`. */
function fieldPath(prefix: string, path: readonly PropertyKey[]): string {
  let field = prefix;
  for (const part of path) {
    if (typeof part === 'number') field += `[${String(part)}]`;
    else field += (field === '' ? '' : '.') + snakeCase(String(part));
  }
  return field;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
