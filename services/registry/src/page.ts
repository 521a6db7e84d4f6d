import { z } from 'zod';

const DEFAULT_SIZE = 50;
const MAX_SIZE = 1000;

/** A page ends early rather than hold more: most gRPC clients refuse messages above 4 MiB. */
const MAX_BYTES = 3 * 1024 * 1024;

/** 0 means the default. */
export const pageSizeField = z
  .int()
  .min(0, `must be 0 to ${MAX_SIZE}`)
  .max(MAX_SIZE, `must be 0 to ${MAX_SIZE}`)
  .transform((size) => (size === 0 ? DEFAULT_SIZE : size));

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** The row after which the next page begins; undefined where there is none. */
  readonly last: Row | undefined;
}

/** Cuts a page out of rows, of which one more than the page's size was asked for. */
export function pageOf<Row extends { readonly message_json: string }>(
  rows: readonly Row[],
  size: number,
): Page<Row> {
  let bytes = 0;
  const tooBig = rows.findIndex(
    ({ message_json }, index) => (bytes += message_json.length) > MAX_BYTES && index > 0,
  );
  const page = rows.slice(0, tooBig < 0 ? size : Math.min(size, tooBig));
  return { rows: page, last: page.length < rows.length ? page.at(-1) : undefined };
}
