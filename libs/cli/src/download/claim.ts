import { readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../exit-code.js';

/** A lock that is empty for so long is not about to be written. */
const WRITING_MS = 100;

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
    let owner = await ownerOf(lock);
    if (owner === 0) {
      await sleep(WRITING_MS);
      owner = await ownerOf(lock);
    }
    if (owner > 0 && isAlive(owner)) {
      throw new UsageError(`--out: process ${String(owner)} is fetching into it at present`);
    }
    // Whoever had it died.
    await rm(lock, { force: true });
  }
}

/** 0 where nobody stands there. */
async function ownerOf(lock: string): Promise<number> {
  return Number(await readFile(lock, 'utf8').catch(() => ''));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
