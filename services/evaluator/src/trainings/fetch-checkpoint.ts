import { open, type FileHandle } from 'node:fs/promises';
import { timestampFromProto, trainingName, type RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { makeFolder, StorageError } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { DamagedDownloadError, downloadArtifact } from '../artifacts/download-artifact.js';
import { handleSource } from '../artifacts/handle-source.js';
import { checkpointFetched, checkpointUnknown } from '../business-events.js';
import { describeError } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import type { TrainingFolder } from './training-folder.js';

const BACKOFF = { initialMs: 200, maxMs: 2000 };
/** A registry that is silent for so long is not waited for. */
const SILENT_MS = 10_000;

type Checkpoint = NonNullable<RegistryMethods['getCheckpoint']['response']['checkpoint']>;

export interface FetchCheckpointOptions {
  readonly folder: TrainingFolder;
  readonly client: Client<RegistryMethods>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/**
 * Fetches the checkpoint that a training is to go on from, where the registry has a newer one than this folder.
 * Resolves with whether it is known what the registry has; where it does not answer for {@link SILENT_MS}, the training
 * goes on from what is here. Rejects where the folder cannot be written to.
 */
export async function fetchCheckpoint(options: FetchCheckpointOptions): Promise<boolean> {
  const { folder, signal, logger } = options;
  const attempt = new Attempt(options);
  try {
    await retry(() => attempt.make(), {
      backoff: BACKOFF,
      signal,
      again: (error) => isPassing(error) && performance.now() - attempt.heardMs < SILENT_MS,
      onRetry: (error, delayMs) => {
        logger.debug({ error: describeError(error), delayMs }, 'checkpoint not fetched yet');
      },
    });
    return true;
  } catch (error) {
    signal.throwIfAborted();
    // Another process is at the training, which the training process finds out as well.
    if (error instanceof StorageError) return false;
    if (!isPassing(error)) throw error;
    checkpointUnknown(logger, trainingName(folder.id), describeError(error));
    return false;
  }
}

function isPassing(error: unknown): boolean {
  return error instanceof RpcError || error instanceof DamagedDownloadError;
}

class Attempt {
  /** When the registry last said something. */
  heardMs = performance.now();
  readonly #options: FetchCheckpointOptions;
  /** Of which checkpoint how much is there. */
  #begun = { sha256: '', bytes: 0 };

  constructor(options: FetchCheckpointOptions) {
    this.#options = options;
  }

  async make(): Promise<void> {
    const { folder, client, signal, logger } = this.#options;
    const checkpoint = await this.#known();
    this.heardMs = performance.now();
    if (!checkpoint || (await isKeptHere(folder, checkpoint))) return;
    await makeFolder(folder.checkpoints);
    using _owned = await folder.own(0, signal);
    const { sha256 } = checkpoint;
    if (this.#begun.sha256 !== sha256) this.#begun = { sha256, bytes: 0 };
    const begun = this.#begun;
    const onBytes = (bytes: number): void => {
      begun.bytes = bytes;
      this.heardMs = performance.now();
    };
    const artifact = { kind: 'checkpoints', sha256 } as const;
    try {
      const { bytes: from } = begun;
      await downloadArtifact(client, artifact, folder.fetchedCheckpoint, { from, onBytes, signal });
    } catch (error) {
      if (error instanceof DamagedDownloadError) begun.bytes = 0;
      throw error;
    }
    await folder.takeFetchedCheckpoint();
    checkpointFetched(logger, { training: checkpoint.training, sha256, bytes: begun.bytes });
  }

  /** What the registry has; undefined also where it is of a version that keeps none. */
  async #known(): Promise<Checkpoint | undefined> {
    const { folder, client, signal } = this.#options;
    try {
      const { checkpoint } = await client.getCheckpoint({ training: trainingName(folder.id) }, { signal });
      return checkpoint ?? undefined;
    } catch (error) {
      const has = error instanceof RpcError ? error.code : undefined;
      if (has === status.NOT_FOUND || has === status.UNIMPLEMENTED) return undefined;
      throw error;
    }
  }
}

/** Whether this very checkpoint, or one written after it was named, is here. */
async function isKeptHere(folder: TrainingFolder, { sha256, updateTime }: Checkpoint): Promise<boolean> {
  await using file = await openIfThere(folder.newestCheckpoint);
  if (!file) return false;
  if ((await file.stat()).mtimeMs >= (timestampFromProto(updateTime) ?? 0)) return true;
  return (await handleSource(file, 'checkpoints')).sha256 === sha256;
}

export async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
