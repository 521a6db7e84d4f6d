import { createHash } from 'node:crypto';
import { encodeSafetensors, type Weights } from '@blockqnn/network';
import type { TestRegistry } from './test-registry.js';

/** Uploads weights; gives their SHA-256. */
export async function upload(registry: TestRegistry, weights: Weights): Promise<string> {
  const file = encodeSafetensors(weights);
  const sha256 = createHash('sha256').update(file).digest('hex');
  // eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
  async function* parts() {
    yield { header: { sizeBytes: file.length, sha256 } };
    yield { chunk: file };
  }
  await registry.client.uploadWeights(parts());
  return sha256;
}
