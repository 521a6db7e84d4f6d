import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../exit-code.js';

/** Says before any work is done where a file cannot come to be. Throws {@link UsageError}. */
export async function checkFigureFile(file: string): Promise<void> {
  const folder = dirname(resolve(file));
  if (await isFolder(resolve(file))) throw new UsageError(`--out: ${file} is a folder; name a file in it`);
  const above = await isFolder(folder);
  if (above === undefined) throw new UsageError(`--out: the folder ${folder} does not exist; make it first`);
  if (!above) throw new UsageError(`--out: ${folder} is a file; name a folder in its place`);
}

/** Writes a file so that it is there whole or as it was before. Throws {@link UsageError} where that cannot be. */
export async function writeFigureFile(file: string, content: string | Uint8Array): Promise<void> {
  const draft = `${resolve(file)}.draft-${randomUUID()}`;
  try {
    await writeFile(draft, content);
    await rename(draft, resolve(file));
  } catch (error) {
    // The system's word without the paths of its own that follow it.
    throw new UsageError(
      `--out: ${file} cannot be written: ${(error as Error).message.replace(/, \w+ '.*$/, '')}`,
    );
  } finally {
    await rm(draft, { force: true });
  }
}

/** Undefined where there is nothing. */
async function isFolder(path: string): Promise<boolean | undefined> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTDIR' ? false : undefined;
  }
}
