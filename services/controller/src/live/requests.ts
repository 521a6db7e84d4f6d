import { createHash } from 'node:crypto';

/** A request with an id that was carried out (AIP-155). */
export interface RememberedRequest {
  readonly method: string;
  readonly requestId: string;
  /** SHA-256 of what was asked for; empty where it is not known. */
  readonly digest: string;
  /** JSON of what it came to, by method. */
  readonly answerJson: string;
}

/** The answer of a request that made a search. */
export function requestAnswer(searchId: string): string {
  return JSON.stringify(searchId);
}

/** Of a request's content: the same for the same content, whatever the order of its fields. */
export function requestDigest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content, sortedKeys)).digest('hex');
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
