import { readFile, rm, writeFile } from 'node:fs/promises';
import { UsageError } from '../exit-code.js';

/**
 * Claims a folder for this process by a lock file in it; resolves to what gives it back. Throws {@link UsageError}
 * where another process that is alive has it.
 */
export async function claim(lock: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(lock, String(process.pid), { flag: 'wx' });
      return () => rm(lock, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner > 0 && isAlive(owner)) {
      throw new UsageError(`--out: process ${String(owner)} is fetching into it at present`);
    }
    // Whoever had it died.
    await rm(lock, { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
