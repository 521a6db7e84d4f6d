import { readdirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { DatasetError } from '../dataset-error.js';

/** Names of a split's folder. */
export const SPLIT_FOLDERS = { train: 'train', validation: 'val' } as const;
export type Split = keyof typeof SPLIT_FOLDERS;

/** Labels are 16 bits wide. */
const MOST_CLASSES = 65_536;
/** Class names in a message. */
const SHOWN = 3;

/**
 * The classes of an image folder: the sub-folders of `train`, the same as those of `val`, in the order of
 * their names' code units. Hidden ones (a dot at the beginning) are left out, links to folders count.
 * Blocks for one listing of each folder. @throws DatasetError (`file`)
 */
export function listClasses(directory: string): string[] {
  const train = subfolders(join(directory, SPLIT_FOLDERS.train));
  const validation = subfolders(join(directory, SPLIT_FOLDERS.validation));
  const lonely = [...onlyIn('train', train, validation), ...onlyIn('val', validation, train)];
  if (lonely.length > 0) {
    throw new DatasetError(
      'file',
      `${directory}: train and val must have the same class folders; ${lonely.join('; ')}`,
    );
  }
  if (train.length < 2 || train.length > MOST_CLASSES) {
    throw new DatasetError(
      'file',
      `${join(directory, SPLIT_FOLDERS.train)}: must have 2 to ${MOST_CLASSES} class folders; has ${train.length}`,
    );
  }
  return train;
}

function onlyIn(name: string, these: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  const only = these.filter((each) => !known.has(each));
  if (only.length === 0) return [];
  const more = only.length > SHOWN ? ` and ${only.length - SHOWN} more` : '';
  return [`only in ${name}: ${only.slice(0, SHOWN).join(', ')}${more}`];
}

function subfolders(path: string): string[] {
  return listFolder(path)
    .filter((entry) => !entry.name.startsWith('.') && isFolder(path, entry))
    .map(({ name }) => name)
    .sort(byCodeUnits);
}

function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(join(path, entry.name), { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws DatasetError (`file`) with the system's reason */
export function listFolder(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Readonly<Record<string, string>> = {
      ENOENT: 'does not exist',
      ENOTDIR: 'is not a folder',
    };
    const reason = reasons[code ?? ''] ?? `cannot be read (${code ?? message})`;
    throw new DatasetError('file', `${path}: ${reason}`, { cause: error });
  }
}

/** The same on every machine, whatever its language and its file system's order. */
export function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
