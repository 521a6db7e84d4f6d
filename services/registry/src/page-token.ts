import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * Page tokens: base64url of the JSON `[fingerprint, position]`. The fingerprint is of the list that is
 * paged through (its filter, order or parent), so that a token of another list is refused.
 */
export function pageToken(list: unknown, position: unknown): string {
  return Buffer.from(JSON.stringify([fingerprint(list), position])).toString('base64url');
}

/** A request field with a page token: the position, checked by the schema; undefined for the first page. */
export function pageTokenField<Position>(list: unknown, position: z.ZodType<Position>) {
  const schema = z.tuple([z.literal(fingerprint(list)), position]);
  return z.string().transform((token, context): Position | undefined => {
    if (token === '') return undefined;
    const { data } = schema.safeParse(parse(token));
    if (data) return data[1];
    context.addIssue({
      code: 'custom',
      message:
        'must be the next_page_token of the page before, with everything but page_size as it was; empty for the first page',
    });
    return z.NEVER;
  });
}

function parse(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function fingerprint(list: unknown): string {
  return createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 16);
}
