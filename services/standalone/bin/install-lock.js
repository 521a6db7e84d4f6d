/**
 * Lets one process at a time install packages into a checkout: two starts at once would delete the
 * packages under each other. The lock is a file with the process ids of its owner and of the program
 * that installs for it; when all of them are gone, whoever comes next takes it over.
 */
import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const pollMs = 200;

/**
 * Awaits `work` while no other process of this checkout is inside such a call. `work` gets a function
 * that names a child process which must be gone too before the lock counts as left behind.
 */
export async function withInstallLock(root, work) {
  mkdirSync(`${root}.cache`, { recursive: true });
  const lock = `${root}.cache/install.lock`;
  const own = `${lock}.${process.pid}`;
  writeFileSync(own, `${process.pid}\n`);
  try {
    for (let waited = 0; !acquire(own, lock); waited += pollMs) {
      if (waited === 0) console.error('Another process is installing packages here; waiting for it …');
      await sleep(pollMs);
    }
    try {
      // The lock is the same file as `own` under a second name.
      return await work((pid) => appendFileSync(own, `${pid}\n`));
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

/** A hard link appears with its content or not at all, and never replaces a file. */
function acquire(own, lock) {
  for (;;) {
    try {
      linkSync(own, lock);
      return true;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (ownerLives(lock)) return false;
    removeDead(own, lock);
  }
}

function ownerLives(lock) {
  try {
    return readFileSync(lock, 'utf8')
      .trim()
      .split('\n')
      .some((pid) => lives(Number(pid)));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return false;
  }
}

function lives(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, under another user.
    return error.code === 'EPERM';
  }
}

/** Moved aside first: of several processes that find it dead, one alone can remove the file. */
function removeDead(own, lock) {
  const aside = `${own}.dead`;
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
