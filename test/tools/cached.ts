import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));

/** Where a folder of {@link cachedFolder} is, or would be. */
export function cachePath(name: string): string {
  return `${cache}${name}`;
}

/**
 * A folder under `.cache/` that `make` fills once and later runs find ready. It appears whole or not at
 * all: it is made under another name and renamed. Of two processes that make it at once one wins and
 * the other takes the winner's.
 */
export async function cachedFolder(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = cachePath(name);
  if (existsSync(folder)) return folder;
  await mkdir(folder.slice(0, folder.lastIndexOf('/')), { recursive: true });
  const making = await mkdtemp(`${folder}.making-`);
  try {
    await make(making);
    await rename(making, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}
