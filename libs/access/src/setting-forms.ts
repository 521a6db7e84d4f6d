import type { NamedFile } from '@blockqnn/rpc';
import { z } from 'zod';

/** Path of a file; undefined where unset. */
export const file = (meaning: string) => z.string().optional().describe(meaning);

/** `true` or `false`; false where unset. */
export const flag = (meaning: string) =>
  z
    .enum(['true', 'false'], 'must be true or false')
    .default('false')
    .transform((text) => text === 'true')
    .describe(meaning);

export const namedFile = (name: string, path: string): NamedFile => ({ name, path });
