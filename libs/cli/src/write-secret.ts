import { open, rm } from 'node:fs/promises';

/**
 * Writes a new file that its owner alone may read; gives what takes it away again. Rejects where there is a file
 * already, which may be somebody's only copy.
 */
export async function writeSecret(path: string, text: string): Promise<() => Promise<void>> {
  const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
    const exists = (error as NodeJS.ErrnoException).code === 'EEXIST';
    throw exists ? new Error(`--out ${path}: there is such a file; name a new one`, { cause: error }) : error;
  });
  const remove = () => rm(path, { force: true });
  try {
    await file.writeFile(text);
    await file.sync();
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await file.close();
  }
  return remove;
}
