/**
 * Lets one process at a time install packages into a checkout: two starts at once would delete the
 * packages under each other. The lock is a file with its owner's process id; a dead owner's is taken over.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;

/** Calls `work` while no other process of this checkout is inside such a call. */
export async function withInstallLock(root, work) {
  mkdirSync(`${root}.cache`, { recursive: true });
  const lock = `${root}.cache/install.lock`;
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, String(process.pid));
  try {
    for (let waited = 0; !acquire(own, lock); waited += pollMs) {
      if (waited === 0) console.error('Another process is installing packages here; waiting for it …');
      await sleep(pollMs);
    }
    try {
      work();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link appears with its content or not at all, and never replaces a file. */
function acquire(own, lock) {
  try {
    linkSync(own, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!ownerLives(lock)) removeDead(lock);
  return false;
}

function ownerLives(lock) {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    // Gone in the meantime (ENOENT): look again. EPERM: it lives, under another user.
    return error.code !== 'ESRCH';
  }
}

/** Moved aside first: of several waiting processes one alone can remove the file. */
function removeDead(lock) {
  const aside = `${lock}.dead.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return;
  }
  // Where a living process took the lock in between, it gets it back.
  if (ownerLives(aside)) linkSync(aside, lock);
  rmSync(aside);
}
