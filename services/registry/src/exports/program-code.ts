import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The packages whose code decides the bytes of a model. */
const PACKAGES = ['@blockqnn/export', '@blockqnn/network', '@blockqnn/nsc'];

/** The version that models and their cards state. */
export const PROGRAM_VERSION = (createRequire(import.meta.url)('../../package.json') as { version: string })
  .version;

/**
 * SHA-256 of the code that writes models: another program may write other bytes from the same request, though its
 * version be the same, and must not answer with what this one wrote.
 */
export async function programCode(): Promise<string> {
  const hash = createHash('sha256').update(PROGRAM_VERSION);
  for (const name of PACKAGES) {
    const folder = dirname(fileURLToPath(import.meta.resolve(name)));
    for (const path of await programFiles(folder)) {
      hash.update(`\n${name} ${relative(folder, path)}\n`).update(await readFile(path));
    }
  }
  return hash.digest('hex');
}

async function programFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
