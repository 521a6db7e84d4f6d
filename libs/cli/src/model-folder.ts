import { access, chmod, constants, lstat, readdir, rename, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './exit-code.js';

/** A folder that a model is to become: it is not there yet, or is empty. */
export interface ModelFolder {
  readonly path: string;
  /** Permission bits of the empty folder that is there. */
  readonly mode: number | undefined;
}

/** Throws {@link UsageError} where `--out` cannot be the folder. */
export async function checkModelFolder(folder: string): Promise<ModelFolder> {
  const path = resolve(folder);
  const mode = await modeOfEmpty(path);
  await checkAbove(dirname(path));
  return { path, mode };
}

/**
 * Makes a folder beside it the model's: whole, at one stroke. An empty folder that is there leaves its mode. Throws
 * {@link UsageError} where something has come into it meanwhile, or a file has come there.
 */
export async function becomeModelFolder({ path, mode }: ModelFolder, draft: string): Promise<void> {
  await removeEmpty(path);
  if (mode !== undefined) await chmod(draft, mode);
  await rename(draft, path);
}

async function removeEmpty(path: string): Promise<void> {
  if ((await modeOfEmpty(path)) === undefined) return;
  // A link goes itself, not the empty folder that it leads to.
  if ((await lstat(path)).isSymbolicLink()) await unlink(path);
  else await rmdir(path);
}

/** Permission bits of the empty folder that is there; undefined where nothing is. */
async function modeOfEmpty(directory: string): Promise<number | undefined> {
  try {
    const { mode } = await stat(directory);
    const entries = await readdir(directory);
    if (entries.length > 0) throw new UsageError(`--out: ${directory} is not empty; name a new folder`);
    return mode & 0o7777;
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (code !== 'ENOTDIR') throw new UsageError(`--out: ${directory} cannot be read: ${reasonOf(error)}`);
    throw new UsageError(`--out: ${await fileOnTheWay(directory)} is a file; name a new folder`);
  }
}

/** The file that is where a folder would have to be: the path itself or one above it. */
async function fileOnTheWay(path: string): Promise<string> {
  try {
    await stat(path);
    return path;
  } catch {
    return fileOnTheWay(dirname(path));
  }
}

async function checkAbove(above: string): Promise<void> {
  try {
    await access(above, constants.W_OK | constants.X_OK);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new UsageError(
      missing
        ? `--out: the folder ${above} does not exist; make it first`
        : `--out: cannot write into ${above}: ${reasonOf(error)}`,
    );
  }
}

/** The system's word without the paths of its own that follow it. */
function reasonOf(error: unknown): string {
  return (error as Error).message.replace(/,? \w+ '.*$/, '');
}
