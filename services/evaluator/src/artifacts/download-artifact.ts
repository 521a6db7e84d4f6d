import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { artifactName, type ArtifactName, type RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { chunksOf } from './handle-source.js';
import { idleBound, type IdleMs } from './idle-bound.js';

/** However slow the network, a checkpoint of some GiB is there in this time. */
const DOWNLOAD_MS = 3_600_000;
/** The registry's store may take its time to find a large object; from then on bytes come. */
const IDLE_MS: IdleMs = { first: 120_000, between: 30_000 };

/** What came is not what the name says. */
export class DamagedDownloadError extends Error {
  override readonly name = 'DamagedDownloadError';
}

export interface DownloadOptions {
  /** Bytes of the file's beginning that an earlier attempt left there. */
  readonly from: number;
  /** Told how many are there, as they come. */
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
  /** Default: 120 s before the first byte, 30 s after it. */
  readonly idleMs?: IdleMs;
}

/**
 * Fetches an artifact into a file, whose bytes are on the disk when it resolves. Goes on from `from`. Rejects as its
 * calls do; {@link StalledError} where bytes stay away for too long, {@link DamagedDownloadError} where the SHA-256 is
 * another.
 */
export async function downloadArtifact(
  registry: Client<RegistryMethods>,
  artifact: ArtifactName,
  path: string,
  { from, onBytes, signal, idleMs = IDLE_MS }: DownloadOptions,
): Promise<void> {
  await using file = await open(path, from === 0 ? 'w+' : 'r+');
  using bound = idleBound(signal, idleMs);
  let position = from;
  const request = { name: artifactName(artifact), offset: from };
  const call = { signal: bound.signal, deadlineMs: DOWNLOAD_MS };
  try {
    for await (const { chunk } of registry.fetchArtifact(request, call)) {
      if (!chunk || chunk.length === 0) continue;
      bound.pause();
      await file.write(chunk, 0, chunk.length, position);
      onBytes((position += chunk.length));
      bound.resume();
    }
  } catch (error) {
    throw bound.stalled ?? error;
  }
  bound.pause();
  await file.truncate(position);
  await file.sync();
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file, 0)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  if (hash.digest('hex') === artifact.sha256) return;
  throw new DamagedDownloadError(`${artifactName(artifact)} came with another SHA-256`);
}
