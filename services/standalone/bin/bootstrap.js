/**
 * Makes sure that the repository's packages are installed, before anything else is imported. Uses
 * nothing but Node itself, since at the first start there is nothing else.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { withInstallLock } from './install-lock.js';
import { startNpm } from './npm.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const stampFile = `${root}node_modules/.blockqnn-lock`;
const leastNode = [20, 19];

/**
 * Installs what package-lock.json names where node_modules does not match it. Writes to stderr only.
 * Ends the process with exit code 1 and a message where Node is too old or the installation fails.
 */
export async function ensureInstalled() {
  try {
    requireNode();
    const wanted = hash(readFileSync(`${root}package-lock.json`));
    if (read(stampFile) === wanted) return;
    await withInstallLock(root, async (onChild) => {
      if (read(stampFile) === wanted) return; // another start did it while this one waited
      if (!matchesLockFile()) await install(onChild);
      writeFileSync(stampFile, wanted);
    });
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])) return;
  throw new Error(
    `BlockQNN needs Node ${leastNode.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org`,
  );
}

/** Whether node_modules, by npm's own record of it, holds what package-lock.json names. */
function matchesLockFile() {
  const record = read(`${root}node_modules/.package-lock.json`);
  if (record === undefined) return false;
  const installed = JSON.parse(record).packages;
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages;
  const same = (a, b) => a.version === b.version && a.integrity === b.integrity;
  return (
    Object.entries(wanted)
      .filter(([path]) => path.startsWith('node_modules/'))
      // Optional packages are those of other platforms; npm leaves them out.
      .every(([path, entry]) =>
        path in installed ? same(entry, installed[path]) : entry.optional === true,
      ) && Object.keys(installed).every((path) => path in wanted)
  );
}

async function install(onChild) {
  console.error(
    'Installing packages as package-lock.json names them (npm ci), about a minute the first time …',
  );
  const npm = startNpm(['ci', '--include=dev', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  npm.once('spawn', () => onChild(npm.pid));
  const [code] = await once(npm, 'exit').catch((error) => {
    throw new Error(`Cannot run npm (${error.message}); it comes with Node and must be on the PATH.`);
  });
  if (code === 0) return;
  throw new Error(
    `npm ci failed (exit code ${code}). Is a package registry reachable? npm's own message stands above.`,
  );
}

function hash(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
