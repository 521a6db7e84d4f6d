import { createHash } from 'node:crypto';
import type { RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { weightsLost } from '../business-events.js';
import { boundSignal } from '../joined-signal.js';
import { describeError, isFinal } from './controller-error.js';
import { retry } from './retry.js';

/** The registry takes at most this much in a message. */
const CHUNK_BYTES = 1024 * 1024;
const BACKOFF = { initialMs: 500, maxMs: 5000 };

export interface UploadWeightsOptions {
  readonly registry: Client<RegistryMethods>;
  /** Safetensors file. */
  readonly weights: Uint8Array;
  /** All attempts together take no longer. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Gives trained weights to the registry. Returns their SHA-256 in lower-case hexadecimal, or '' where
 * the registry did not take them in time: the accuracy counts without them. Rejects only where
 * `signal` aborts, with its reason.
 */
export async function uploadWeights(options: UploadWeightsOptions): Promise<string> {
  const { registry, weights, timeoutMs, signal, logger } = options;
  const sha256 = createHash('sha256').update(weights).digest('hex');
  using bounded = boundSignal(signal, timeoutMs);
  try {
    await retry(
      () =>
        registry.uploadWeights(weightsParts(weights, sha256), {
          signal: bounded.signal,
          deadlineMs: timeoutMs,
        }),
      {
        backoff: BACKOFF,
        signal: bounded.signal,
        again: (error) => !isFinal(error),
        onRetry: (error, delayMs) => {
          logger.warn({ error: describeError(error), delayMs }, 'weights not uploaded yet');
        },
      },
    );
    return sha256;
  } catch (error) {
    signal.throwIfAborted();
    weightsLost(logger, describeError(error));
    return '';
  }
}

/** Header and chunks, as `UploadWeights` wants them. */
async function* weightsParts(weights: Uint8Array, sha256: string) {
  yield { header: { sizeBytes: weights.length, sha256 } };
  for (let offset = 0; offset < weights.length; offset += CHUNK_BYTES) {
    yield {
      chunk: Buffer.from(
        weights.buffer,
        weights.byteOffset + offset,
        Math.min(CHUNK_BYTES, weights.length - offset),
      ),
    };
    await Promise.resolve();
  }
}
