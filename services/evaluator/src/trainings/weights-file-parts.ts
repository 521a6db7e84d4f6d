import { open } from 'node:fs/promises';

/** The registry takes at most this much in a message. */
const CHUNK_BYTES = 1024 * 1024;

/** Header and chunks of a file, as `UploadWeights` wants them; one chunk is in memory at a time. */
export async function* weightsFileParts(path: string, sha256: string) {
  await using file = await open(path);
  const { size: sizeBytes } = await file.stat();
  yield { header: { sizeBytes, sha256 } };
  for (;;) {
    // A new one each time: the one before may not be sent yet.
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES);
    if (bytesRead === 0) return;
    yield { chunk: chunk.subarray(0, bytesRead) };
  }
}
