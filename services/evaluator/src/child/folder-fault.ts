import { sep } from 'node:path';
import { StorageError } from '@blockqnn/storage';
import { RESTART_HINT } from '../trainings/training-folder.js';

/** Nothing can be written there, whichever file it is. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EROFS']);

/**
 * What is wrong with a training's folder, and what to do, where that is why a training failed: another
 * process would fail at it just so. Undefined for every other error.
 */
export function folderFault(error: unknown, folder: string): string | undefined {
  if (error instanceof StorageError) {
    if (error.code === 'IN_USE') return undefined;
    return error.code === 'NOT_A_DATABASE' ? `${error.message}; ${RESTART_HINT}` : error.message;
  }
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === undefined) return undefined;
  const isInside = path === folder || path?.startsWith(folder + sep) === true;
  if (!isInside && !FULL.has(code)) return undefined;
  return `the folder ${folder} of the training cannot be used: ${error.message}; make room or give the right to write there, then call again`;
}
