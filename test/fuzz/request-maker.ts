import type { FuzzRandom } from './fuzz-random.js';
import type { Allowance, Knowledge } from './knowledge.js';

/** What a request is made from. */
export interface Making {
  readonly random: FuzzRandom;
  readonly known: Knowledge;
  readonly allowance: Allowance;
}

/** A message as plain values, field names as in the proto file. */
export type Request = Readonly<Record<string, unknown>>;

/** Makes a request that ought to be understood; whether it can be granted depends on the state it meets. */
export type RequestMaker = (making: Making) => Request | readonly Request[];
