import { z } from 'zod';

/**
 * Page tokens: base64url of `{list}#{position}`. The list is what is paged through, so that a token of
 * another list is refused; the position is a whole number.
 */
export function pageToken(list: string, position: number): string {
  return Buffer.from(`${list}#${position}`).toString('base64url');
}

/** The position of a token; `first` for the empty one. */
export function pageTokenField(list: string, first: number) {
  return z.string().transform((token, context) => {
    if (token === '') return first;
    const text = Buffer.from(token, 'base64url').toString();
    const digits = text.startsWith(`${list}#`) ? text.slice(list.length + 1) : '';
    if (/^[0-9]{1,15}$/.test(digits) && pageToken(list, Number(digits)) === token) return Number(digits);
    context.addIssue({
      code: 'custom',
      message: 'must be the next_page_token of the page before, or empty for the first page',
    });
    return z.NEVER;
  });
}
