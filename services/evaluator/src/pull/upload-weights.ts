import type { RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { bytesSource } from '../artifacts/bytes-source.js';
import { uploadArtifact } from '../artifacts/upload-artifact.js';
import { weightsLost } from '../business-events.js';
import { boundSignal } from '../joined-signal.js';
import { describeError, isFinal } from './controller-error.js';
import { retry } from './retry.js';

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
  const source = bytesSource('weights', weights);
  using bounded = boundSignal(signal, timeoutMs);
  try {
    await retry(() => uploadArtifact(registry, source, { signal: bounded.signal, deadlineMs: timeoutMs }), {
      backoff: BACKOFF,
      signal: bounded.signal,
      again: (error) => !isFinal(error),
      onRetry: (error, delayMs) => {
        logger.warn({ error: describeError(error), delayMs }, 'weights not uploaded yet');
      },
    });
    return source.sha256;
  } catch (error) {
    signal.throwIfAborted();
    weightsLost(logger, describeError(error));
    return '';
  }
}
