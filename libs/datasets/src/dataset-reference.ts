import { DatasetError } from './dataset-error.js';

/**
 * Which images to use, as it travels over the wire: `NAME`, `NAME?limit=N`, `NAME?size=N` or
 * `NAME?limit=N&size=N`, in this order, so that one set of images has one reference.
 * NAME is `[a-z0-9][a-z0-9-]*`, at most 63 characters; numbers have no leading zeros.
 */
export interface DatasetReference extends DatasetOptions {
  readonly name: string;
}

/** What follows the question mark. */
export interface DatasetOptions {
  /** Number of training images, from 1, balanced over the classes; all of them where it is missing. */
  readonly limit?: number;
  /** Side in pixels of the squares that the images of a folder are scaled to, 8 to 512. */
  readonly size?: number;
}

/** Bounds of a size. */
const SIZES = { least: 8, most: 512 } as const;

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const OPTIONS = /^(?:limit=(?<limit>[1-9][0-9]{0,8}))?(?<both>&)?(?:size=(?<size>[1-9][0-9]{0,3}))?$/;

/** Inverse of {@link formatDatasetReference}. @throws DatasetError (`malformed`) */
export function parseDatasetReference(text: string): DatasetReference {
  const mark = text.indexOf('?');
  const name = checkDatasetName(mark < 0 ? text : text.slice(0, mark));
  return mark < 0 ? { name } : { name, ...parseDatasetOptions(text.slice(mark + 1)) };
}

export function formatDatasetReference({ name, ...options }: DatasetReference): string {
  return `${name}${formatDatasetOptions(options)}`;
}

/** With the question mark; empty where there are none. */
export function formatDatasetOptions({ limit, size }: DatasetOptions): string {
  const parts = [
    ...(limit === undefined ? [] : [`limit=${limit}`]),
    ...(size === undefined ? [] : [`size=${size}`]),
  ];
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
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
export function parseDatasetOptions(query: string): DatasetOptions {
  const { limit, both, size } = OPTIONS.exec(query)?.groups ?? {};
  const two = limit !== undefined && size !== undefined;
  if ((limit === undefined && size === undefined) || two !== (both !== undefined)) {
    throw new DatasetError(
      'malformed',
      `dataset: after "?" only limit=N, size=N or limit=N&size=N are allowed, the limit from 1 to 999999999; got ${quote(query)}`,
    );
  }
  return {
    ...(limit !== undefined && { limit: Number(limit) }),
    ...(size !== undefined && { size: checkSize(Number(size)) }),
  };
}

function checkSize(size: number): number {
  if (size >= SIZES.least && size <= SIZES.most) return size;
  throw new DatasetError(
    'malformed',
    `dataset size: must be ${SIZES.least} to ${SIZES.most} pixels; got ${size}`,
  );
}

/** Shortened, so that a message cannot grow with bad input. */
function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
