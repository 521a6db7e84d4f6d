import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { checkpointNotForgotten } from '../business-events.js';
import { describeError, isFinal } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import { FetchPatience, PATIENCE, type Patience } from './fetch-patience.js';

const BACKOFF = { initialMs: 200, maxMs: 2000 };

export interface ForgetCheckpointOptions {
  readonly id: string;
  readonly client: Client<RegistryMethods>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Default: {@link PATIENCE}. */
  readonly patience?: Patience;
}

/**
 * Tells the registry that a training begins anew, so that nobody goes on from what it has, and that it takes
 * checkpoints of it though its result may be registered. Where it does not answer, or is of a version that knows nothing
 * of this, the training begins all the same.
 */
export async function forgetCheckpoint(options: ForgetCheckpointOptions): Promise<void> {
  const { client, signal, logger } = options;
  const training = trainingName(options.id);
  const patience = new FetchPatience(options.patience ?? PATIENCE);
  try {
    await retry(() => client.registerCheckpoint({ training, anew: true }, { signal }), {
      backoff: BACKOFF,
      signal,
      again: (error) => !isFinal(error) && !isUnknownThere(error) && patience.lasts(error),
      onRetry: (error, delayMs) => {
        logger.debug({ error: describeError(error), delayMs }, 'checkpoint not forgotten yet');
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof RpcError)) throw error;
    checkpointNotForgotten(logger, training, describeError(error));
  }
}

function isUnknownThere(error: unknown): boolean {
  return error instanceof RpcError && error.code === status.UNIMPLEMENTED;
}
