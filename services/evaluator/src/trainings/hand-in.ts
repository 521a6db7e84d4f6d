import { readFile } from 'node:fs/promises';
import { trainingName, trainingToProto, type RegistryMethods, type Training } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { trainingHandedIn, trainingRefused } from '../business-events.js';
import { describeError, isFinal } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import { weightsParts } from '../pull/upload-weights.js';
import type { TrainingFolder } from './training-folder.js';

const BACKOFF = { initialMs: 500, maxMs: 60_000 };
/** However slow the network, weights of 1 GiB are there in this time or are sent again. */
const UPLOAD_MS = 3_600_000;

export interface HandInOptions {
  readonly folder: TrainingFolder;
  readonly registry: Client<RegistryMethods>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Gives a finished training and its weights to the registry, again and again until it has both. Resolves
 * with whether it has; not where it refuses for good, or there is no result any more. Rejects only where
 * `signal` aborts or the result cannot be read.
 */
export async function handIn(options: HandInOptions): Promise<boolean> {
  const { folder, signal } = options;
  const training = await folder.result();
  if (!training) return false;
  if (await folder.isRegistered(training)) return true;
  const logger = options.logger.child({ training: trainingName(training.id) });
  try {
    await retry(() => handInOnce(options, training), {
      backoff: BACKOFF,
      signal,
      again: (error) => !isFinal(error) || error.reason === 'NO_WEIGHTS',
      onRetry: (error, delayMs) => {
        logger.warn({ error: describeError(error), delayMs }, 'training not handed in yet');
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    trainingRefused(logger, describeError(error));
    return false;
  }
  await folder.markRegistered(training);
  trainingHandedIn(logger, training);
  return true;
}

async function handInOnce({ folder, registry, signal }: HandInOptions, training: Training): Promise<void> {
  const weights = await readFile(folder.weights);
  await registry.uploadWeights(weightsParts(weights, training.weightsSha256), {
    signal,
    deadlineMs: UPLOAD_MS,
  });
  await registry.registerTraining({ training: trainingToProto(training) }, { signal });
}
