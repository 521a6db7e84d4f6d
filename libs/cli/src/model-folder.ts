import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './exit-code.js';

/**
 * Fills a folder so that it appears whole or not at all: the files are written beside it first. The folder
 * must not exist, or be empty; then it keeps its mode. Throws {@link UsageError} where `--out` cannot be it.
 */
export async function fillFolder<Result>(
  folder: string,
  fill: (draft: string) => Promise<Result>,
): Promise<Result> {
  const directory = resolve(folder);
  const mode = await modeOfEmpty(directory);
  // Not mkdtemp, whose folders are closed to everyone else.
  const draft = `${directory}.draft-${randomUUID()}`;
  await makeBeside(draft, directory);
  try {
    const result = await fill(draft);
    if (mode !== undefined) await chmod(draft, mode);
    await rm(directory, { recursive: true, force: true });
    await rename(draft, directory);
    return result;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
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

async function makeBeside(draft: string, directory: string): Promise<void> {
  const above = dirname(directory);
  try {
    await mkdir(draft);
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
  return (error as Error).message.replace(/, \w+ '.*$/, '');
}
