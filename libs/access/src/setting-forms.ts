import type { NamedFile } from '@blockqnn/rpc';
import { z } from 'zod';

/** Path of a file; undefined where unset. */
export const file = z.string().optional();

/** `true` or `false`; false where unset. */
export const flag = z
  .enum(['true', 'false'], 'must be true or false')
  .default('false')
  .transform((text) => text === 'true');

export const namedFile = (name: string, path: string): NamedFile => ({ name, path });
