import { DatasetError } from './dataset-error.js';

/**
 * Which images to use, as it travels over the wire: `NAME` or `NAME?limit=N`.
 * NAME is `[a-z0-9][a-z0-9-]*`, at most 63 characters; N is a whole number from 1, without leading zeros.
 */
export interface DatasetReference {
  readonly name: string;
  /** Number of training images, balanced over the classes; all of them where it is missing. */
  readonly limit?: number;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const LIMIT = /^limit=([1-9][0-9]{0,8})$/;

/** Inverse of {@link formatDatasetReference}. @throws DatasetError (`malformed`) */
export function parseDatasetReference(text: string): DatasetReference {
  const mark = text.indexOf('?');
  const name = checkDatasetName(mark < 0 ? text : text.slice(0, mark));
  return mark < 0 ? { name } : { name, limit: parseLimit(text.slice(mark + 1)) };
}

export function formatDatasetReference({ name, limit }: DatasetReference): string {
  return limit === undefined ? name : `${name}?limit=${limit}`;
}

/** @throws DatasetError (`malformed`) */
export function checkDatasetName(name: string): string {
  if (NAME.test(name)) return name;
  throw new DatasetError(
    'malformed',
    `dataset name: must be 1 to 63 lower-case letters, digits and hyphens, not beginning with a hyphen; got ${quote(name)}`,
  );
}

/** What follows the question mark. @throws DatasetError (`malformed`) */
export function parseLimit(query: string): number {
  const digits = LIMIT.exec(query)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new DatasetError(
    'malformed',
    `dataset: after "?" only limit=N is allowed, N from 1 to 999999999; got ${quote(query)}`,
  );
}

/** Shortened, so that a message cannot grow with bad input. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
