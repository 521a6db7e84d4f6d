import { createHash } from 'node:crypto';
import type { ArtifactKind } from '@blockqnn/api';
import { CHUNK_BYTES, type ArtifactSource } from './upload-artifact.js';

/** Bytes in memory as an artifact. */
export function bytesSource(kind: ArtifactKind, bytes: Uint8Array): ArtifactSource {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { kind, sha256, sizeBytes: bytes.length, chunks: (offset) => chunksOf(bytes, offset) };
}

async function* chunksOf(bytes: Uint8Array, offset: number): AsyncGenerator<Buffer> {
  for (let position = offset; position < bytes.length; position += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, bytes.length - position);
    yield Buffer.from(bytes.buffer, bytes.byteOffset + position, length);
    await Promise.resolve();
  }
}
