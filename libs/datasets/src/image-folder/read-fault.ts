import { setTimeout } from 'node:timers/promises';

/** So many milliseconds later, what was short may be there again. */
const RETRY_AFTER_MS = 100;

/** Codes of a file that is not there, which no second attempt changes: it is like one that is no image. */
const GONE: readonly unknown[] = ['ENOENT', 'ENOTDIR', 'ELOOP'];

/** How the decoder tells of what the system refused while it read a file itself. */
const DECODER_WORDS = /system error: |out of memory/i;

/**
 * Whether a file could not be read, for instance because too many were open, which says nothing about the
 * image in it.
 */
export function isReadFault(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const { code, errno } = error as NodeJS.ErrnoException;
  if (errno !== undefined) return !GONE.includes(code);
  return DECODER_WORDS.test(error.message);
}

/** Tries a second time, a little later, what ended with a read fault. */
export async function readAgain<T>(attempt: () => Promise<T>): Promise<T> {
  try {
    return await attempt();
  } catch (error) {
    if (!isReadFault(error)) throw error;
  }
  await setTimeout(RETRY_AFTER_MS);
  return attempt();
}
