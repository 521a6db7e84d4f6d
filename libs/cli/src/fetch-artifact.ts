import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { artifactName, type ArtifactName, type RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { createCountDisplay } from './count-display.js';
import { UsageError } from './exit-code.js';
import type { DisplayStream } from './search-display.js';

export interface FetchOptions {
  readonly artifact: ArtifactName;
  /** File to make; must not exist. */
  readonly path: string;
  readonly signal: AbortSignal;
  /** Where progress is shown. */
  readonly stream: DisplayStream;
}

/**
 * Fetches an artifact into a file, which appears whole and checked; gives its length in bytes. What an attempt that
 * broke off left, `PATH.part`, is gone on with.
 */
export async function fetchArtifact(
  registry: Client<RegistryMethods>,
  options: FetchOptions,
): Promise<number> {
  const { artifact, path } = options;
  if ((await sizeOf(path)) !== undefined)
    throw new UsageError(`--out: ${path} is there already; name a new file`);
  const part = `${path}.part`;
  const { sizeBytes, sha256 } = await fetchPart(registry, part, options);
  if (sha256 !== artifact.sha256) {
    await rm(part, { force: true });
    throw new Error(
      `what came has the SHA-256 ${sha256}; ${part} may have been of something else, so it is removed: try again`,
    );
  }
  await rename(part, path);
  return sizeBytes;
}

async function fetchPart(
  registry: Client<RegistryMethods>,
  part: string,
  { artifact, signal, stream }: FetchOptions,
): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  const hash = createHash('sha256');
  let done = (await sizeOf(part)) ?? 0;
  if (done > 0) for await (const bytes of createReadStream(part)) hash.update(bytes as Buffer);
  const display = createCountDisplay(stream, 'bytes');
  await using file = await openForWriting(part);
  let total = 0;
  try {
    const parts = registry.fetchArtifact({ name: artifactName(artifact), offset: done }, { signal });
    for await (const { header, chunk } of parts) {
      if (header) total = header.sizeBytes;
      if (!chunk) continue;
      await file.appendFile(chunk);
      hash.update(chunk);
      done += chunk.length;
      display.update(done, total);
    }
  } catch (error) {
    // An empty one is of no use.
    if (done === 0) await rm(part, { force: true });
    throw error;
  } finally {
    display.stop();
  }
  await file.sync();
  return { sizeBytes: done, sha256: hash.digest('hex') };
}

async function openForWriting(path: string) {
  try {
    return await open(path, 'a');
  } catch (error) {
    throw new UsageError(
      `--out: cannot write ${path}: ${(error as Error).message.replace(/, \w+ '.*$/, '')}`,
    );
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`--out: ${path} cannot be read: ${(error as Error).message}`);
  }
}
