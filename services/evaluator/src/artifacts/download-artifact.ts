import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { artifactName, type ArtifactName, type RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { chunksOf } from './handle-source.js';

/** However slow the network, a checkpoint of some GiB is there in this time; a connection that breaks is noticed before. */
const DOWNLOAD_MS = 3_600_000;

/** What came is not what the name says. */
export class DamagedDownloadError extends Error {
  override readonly name = 'DamagedDownloadError';
}

/**
 * Fetches an artifact into a file, whose bytes are on the disk when it resolves. Goes on from `from`, a beginning of the
 * file that an earlier attempt left there. Rejects as its calls do; {@link DamagedDownloadError} where the SHA-256 is
 * another.
 *
 * @param onBytes - told how many are there, as they come
 */
export async function downloadArtifact(
  registry: Client<RegistryMethods>,
  artifact: ArtifactName,
  path: string,
  {
    from,
    onBytes,
    signal,
  }: { readonly from: number; readonly onBytes: (bytes: number) => void; readonly signal: AbortSignal },
): Promise<void> {
  await using file = await open(path, from === 0 ? 'w+' : 'r+');
  let position = from;
  const request = { name: artifactName(artifact), offset: from };
  for await (const { chunk } of registry.fetchArtifact(request, { signal, deadlineMs: DOWNLOAD_MS })) {
    if (!chunk) continue;
    await file.write(chunk, 0, chunk.length, position);
    onBytes((position += chunk.length));
  }
  await file.truncate(position);
  await file.sync();
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(file, 0)) hash.update(chunk);
  if (hash.digest('hex') === artifact.sha256) return;
  throw new DamagedDownloadError(`${artifactName(artifact)} came with another SHA-256`);
}
