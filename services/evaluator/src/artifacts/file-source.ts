import { open, stat } from 'node:fs/promises';
import type { ArtifactName } from '@blockqnn/api';
import { CHUNK_BYTES, type ArtifactSource } from './upload-artifact.js';

/** A file as an artifact, one chunk of which is in memory at a time. */
export async function fileSource(path: string, name: ArtifactName): Promise<ArtifactSource> {
  const { size: sizeBytes } = await stat(path);
  return { ...name, sizeBytes, chunks: (offset) => chunksOf(path, offset) };
}

async function* chunksOf(path: string, offset: number): AsyncGenerator<Buffer> {
  await using file = await open(path);
  for (let position = offset; ;) {
    // A new one each time: the one before may not be sent yet.
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, position);
    if (bytesRead === 0) return;
    yield chunk.subarray(0, bytesRead);
    position += bytesRead;
  }
}
