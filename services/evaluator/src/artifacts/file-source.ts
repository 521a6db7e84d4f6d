import { open, stat } from 'node:fs/promises';
import type { ArtifactName } from '@blockqnn/api';
import { chunksOf } from './handle-source.js';
import type { ArtifactSource } from './upload-artifact.js';

/** A file as an artifact, one chunk of which is in memory at a time. */
export async function fileSource(path: string, name: ArtifactName): Promise<ArtifactSource> {
  const { size: sizeBytes } = await stat(path);
  return { ...name, sizeBytes, chunks: (offset) => chunksOfFile(path, offset) };
}

async function* chunksOfFile(path: string, offset: number): AsyncGenerator<Buffer> {
  await using file = await open(path);
  yield* chunksOf(file, offset);
}
