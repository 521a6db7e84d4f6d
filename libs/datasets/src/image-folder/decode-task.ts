import type { ConcurrencyLimiter } from './concurrency-limiter.js';
import { windowChoice } from './crop.js';
import { decodeImage, type Oddities } from './decode-image.js';
import { type DecodedTask, type DecodeTask, FINDING } from './decoder-messages.js';
import { isReadFault, readAgain } from './read-fault.js';

/**
 * Decodes the images of a batch. What it gives does not depend on how many are decoded at once. Rejects, naming
 * the file, where one cannot be read: to count it as unreadable would change what is trained on for a fault
 * that the next process may not meet.
 */
export async function decodeTask(
  { paths, crop, side }: DecodeTask,
  limiter: ConcurrencyLimiter,
  isCancelled: () => boolean,
): Promise<DecodedTask> {
  const imageBytes = side * side * 3;
  const pixels = new Uint8Array(paths.length * imageBytes);
  const findings = new Uint8Array(paths.length);
  const decode = async (path: string, i: number): Promise<void> => {
    if (isCancelled()) return;
    try {
      const decoded = await readAgain(() => decodeImage(path, side, windowChoice(crop, i)));
      pixels.set(decoded.pixels, i * imageBytes);
      findings[i] = findingsOf(decoded);
    } catch (error) {
      if (isReadFault(error)) throw new Error(`${path}: cannot be read: ${error.message}`, { cause: error });
      findings[i] = FINDING.unreadable;
    }
  };
  await Promise.all(paths.map((path, i) => limiter.run(() => decode(path, i))));
  return { pixels, findings };
}

function findingsOf({ grey, cmyk, truncated }: Oddities): number {
  return (grey ? FINDING.grey : 0) | (cmyk ? FINDING.cmyk : 0) | (truncated ? FINDING.truncated : 0);
}
