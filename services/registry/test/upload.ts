import { createHash } from 'node:crypto';
import { artifactKindToProto, type ArtifactKind } from '@blockqnn/api';
import { encodeSafetensors, type Weights } from '@blockqnn/network';
import type { TestRegistry } from './test-registry.js';

const CHUNK_BYTES = 2 ** 20;

/** Uploads weights; gives their SHA-256. */
export function upload(registry: TestRegistry, weights: Weights): Promise<string> {
  return uploadFile(registry, 'weights', encodeSafetensors(weights));
}

/** Uploads a file, from an offset on; gives its SHA-256. */
export async function uploadFile(
  registry: Pick<TestRegistry, 'client'>,
  kind: ArtifactKind,
  file: Uint8Array,
  offset = 0,
): Promise<string> {
  const sha256 = createHash('sha256').update(file).digest('hex');
  // eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
  async function* parts() {
    yield { header: { kind: artifactKindToProto(kind), sizeBytes: file.length, sha256, offset } };
    for (let at = offset; at < file.length; at += CHUNK_BYTES)
      yield { chunk: file.subarray(at, at + CHUNK_BYTES) };
  }
  await registry.client.uploadArtifact(parts());
  return sha256;
}
