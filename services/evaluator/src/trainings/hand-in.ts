import { trainingName, trainingToProto, type RegistryMethods, type Training } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { StorageError } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { fileSource } from '../artifacts/file-source.js';
import { uploadArtifact } from '../artifacts/upload-artifact.js';
import { trainingHandedIn, trainingRefused } from '../business-events.js';
import { describeError, isFinal } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import type { TrainingFolder } from './training-folder.js';
import type { Turns } from './turns.js';

const BACKOFF = { initialMs: 500, maxMs: 60_000 };
/** However slow the network, weights of 1 GiB are there in this time or are sent again. */
const UPLOAD_MS = 3_600_000;

/** A registry, and where it is. */
export interface KnownRegistry {
  /** host:port */
  readonly address: string;
  readonly client: Client<RegistryMethods>;
}

export interface HandInOptions {
  readonly folder: TrainingFolder;
  readonly registry: KnownRegistry;
  /** Of all hand-ins of this process. */
  readonly turns: Turns;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Gives a finished training and its weights to the registry, again and again until it has both. Resolves
 * with whether it has; not where it refuses for good, or there is no result any more. Rejects only where
 * `signal` aborts or the folder cannot be read.
 *
 * Each attempt looks anew at what there is: another evaluator on the same state folder may have handed the
 * training in, or begun it anew.
 */
export async function handIn(options: HandInOptions): Promise<boolean> {
  const { folder, turns, signal } = options;
  const name = trainingName(folder.id);
  const logger = options.logger.child({ training: name });
  try {
    return await retry(() => turns.take(() => attempt(options, logger), signal), {
      backoff: BACKOFF,
      signal,
      again: isWorthRepeating,
      onRetry: (error, delayMs) => {
        logger.warn({ error: describeError(error), delayMs }, 'training not handed in yet');
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof RpcError)) throw error;
    trainingRefused(logger, describeError(error));
    return false;
  }
}

async function attempt({ folder, registry, signal }: HandInOptions, logger: Logger): Promise<boolean> {
  // A folder without a result needs no lock, which would be left in it.
  if (!(await folder.result())) return false;
  using _owned = await folder.own(0, signal);
  const training = await folder.result();
  if (!training) return false;
  if (await folder.isRegistered(training, registry.address)) return true;
  if (await folder.hasWeights()) await send(training, folder, registry, signal);
  else if (!(await isKept(training, registry, signal))) return false;
  await folder.markRegistered(training, registry.address);
  trainingHandedIn(logger, training);
  return true;
}

async function send(
  training: Training,
  folder: TrainingFolder,
  { client }: KnownRegistry,
  signal: AbortSignal,
): Promise<void> {
  const options = { signal, deadlineMs: UPLOAD_MS };
  const { weightsSha256, curveSha256 } = training;
  if (curveSha256 !== '') {
    const curve = { kind: 'curves', sha256: curveSha256 } as const;
    await uploadArtifact(client, await fileSource(folder.curve, curve), options);
  }
  const weights = { kind: 'weights', sha256: weightsSha256 } as const;
  await uploadArtifact(client, await fileSource(folder.weights, weights), options);
  await client.registerTraining({ training: trainingToProto(training) }, { signal });
}

/** Whether the registry has the training already: it may have been given it under another address. */
async function isKept(
  { id, weightsSha256 }: Training,
  { client }: KnownRegistry,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { training } = await client.getTraining({ name: trainingName(id) }, { signal });
    return training?.weightsSha256 === weightsSha256;
  } catch (error) {
    if (error instanceof RpcError && error.code === status.NOT_FOUND) return false;
    throw error;
  }
}

function isWorthRepeating(error: unknown): boolean {
  if (error instanceof RpcError) {
    // A registry of an earlier version knows no trainings.
    if (error.code === status.UNIMPLEMENTED) return false;
    return !isFinal(error) || error.reason === 'NO_WEIGHTS' || error.reason === 'NO_CURVE';
  }
  // Another process is at the training; the folder itself does not mend.
  return error instanceof StorageError && error.code === 'IN_USE';
}
