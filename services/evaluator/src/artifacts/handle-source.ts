import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { ArtifactKind } from '@blockqnn/api';
import { CHUNK_BYTES, type ArtifactSource } from './upload-artifact.js';

/**
 * An open file as an artifact, one chunk of which is in memory at a time. It stays the same though the name that it was
 * opened by becomes another file's; the caller closes it. Rejects with the signal's reason where it aborts while the
 * file is hashed.
 */
export async function handleSource(
  handle: FileHandle,
  kind: ArtifactKind,
  signal: AbortSignal,
): Promise<ArtifactSource> {
  const { size: sizeBytes } = await handle.stat();
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(handle, 0)) {
    signal.throwIfAborted();
    hash.update(chunk);
  }
  return { kind, sha256: hash.digest('hex'), sizeBytes, chunks: (offset) => chunksOf(handle, offset) };
}

/** From an offset on. */
export async function* chunksOf(handle: FileHandle, offset: number): AsyncGenerator<Buffer> {
  for (let position = offset; ;) {
    // A new one each time: the one before may not be sent yet.
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await handle.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
    position += bytesRead;
  }
}
