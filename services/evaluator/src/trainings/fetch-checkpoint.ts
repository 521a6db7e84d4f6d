import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import { makeFolder, StorageError } from '@blockqnn/storage';
import type { Logger } from '@blockqnn/telemetry';
import { isFurther } from '@blockqnn/training/recipes';
import { status } from '@grpc/grpc-js';
import { DamagedDownloadError, downloadArtifact } from '../artifacts/download-artifact.js';
import { handleSource } from '../artifacts/handle-source.js';
import {
  checkpointFetched,
  checkpointForeign,
  checkpointLost,
  checkpointUnknown,
} from '../business-events.js';
import { describeError } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import { FetchPatience, isPassing, PATIENCE, type Patience } from './fetch-patience.js';
import { openIfThere } from './open-if-there.js';
import { placeOfCheckpoint } from './place-of-checkpoint.js';
import type { TrainingFolder } from './training-folder.js';

const BACKOFF = { initialMs: 200, maxMs: 2000 };

type Checkpoint = NonNullable<RegistryMethods['getCheckpoint']['response']['checkpoint']>;

export interface FetchCheckpointOptions {
  readonly folder: TrainingFolder;
  readonly client: Client<RegistryMethods>;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  /** Default: {@link PATIENCE}. */
  readonly patience?: Patience;
}

/**
 * Fetches the checkpoint that a training is to go on from, where the registry has one that is further than this
 * folder's. Resolves with whether checkpoints of this folder may take its place: not where it is unknown what the
 * registry has, because it does not answer for as long as {@link Patience} says, nor where it does not fit the one
 * here. The training goes on from what is here then, and so it does where the registry's is lost. Rejects where the
 * folder cannot be written to.
 */
export async function fetchCheckpoint(options: FetchCheckpointOptions): Promise<boolean> {
  const { folder, signal, logger } = options;
  const patience = new FetchPatience(options.patience ?? PATIENCE);
  const fetch = new Fetch(options, patience);
  try {
    return await retry(() => fetch.attempt(), {
      backoff: BACKOFF,
      signal,
      again: (error) => patience.lasts(error),
      onRetry: (error, delayMs) => {
        logger.debug({ error: describeError(error), delayMs }, 'checkpoint not fetched yet');
      },
    });
  } catch (error) {
    signal.throwIfAborted();
    // Another process is at the training, which the training process finds out as well.
    if (error instanceof StorageError) return false;
    if (!isPassing(error)) throw error;
    checkpointUnknown(logger, trainingName(folder.id), describeError(error));
    return false;
  }
}

class Fetch {
  readonly #options: FetchCheckpointOptions;
  readonly #patience: FetchPatience;
  /** Of which checkpoint how much is there. */
  #begun = { sha256: '', bytes: 0 };

  constructor(options: FetchCheckpointOptions, patience: FetchPatience) {
    this.#options = options;
    this.#patience = patience;
  }

  async attempt(): Promise<boolean> {
    const { folder, signal, logger } = this.#options;
    const checkpoint = await this.#known();
    if (!checkpoint || (await isKeptHere(folder, checkpoint, signal))) return true;
    this.#patience.naming(checkpoint.sha256);
    await makeFolder(folder.checkpoints);
    using _owned = await folder.own(0, signal);
    try {
      await this.#download(checkpoint);
    } catch (error) {
      signal.throwIfAborted();
      if (!this.#patience.isLost(error)) throw error;
      checkpointLost(logger, checkpoint.training, describeError(error));
      await rm(folder.fetchedCheckpoint, { force: true });
      return true;
    }
    return await this.#takeIfFurther(checkpoint);
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

  async #download({ sha256 }: Checkpoint): Promise<void> {
    const { folder, client, signal } = this.#options;
    if (this.#begun.sha256 !== sha256) this.#begun = { sha256, bytes: 0 };
    const begun = this.#begun;
    const onBytes = (bytes: number): void => {
      begun.bytes = bytes;
      this.#patience.progress();
    };
    const artifact = { kind: 'checkpoints', sha256 } as const;
    try {
      const { bytes: from } = begun;
      await downloadArtifact(client, artifact, folder.fetchedCheckpoint, { from, onBytes, signal });
    } catch (error) {
      if (error instanceof DamagedDownloadError) begun.bytes = 0;
      throw error;
    }
  }

  /** By what the two say of themselves: clocks differ, and an upload may take longer than the next checkpoint does. */
  async #takeIfFurther({ training, sha256 }: Checkpoint): Promise<boolean> {
    const { folder, logger } = this.#options;
    const here = await placeOfCheckpoint(folder.newestCheckpoint);
    const fetched = await placeOfCheckpoint(folder.fetchedCheckpoint);
    const fits = !here || isDeepStrictEqual(here.identity, fetched?.identity);
    if (here && !(fits && fetched && isFurther(fetched, here))) {
      await rm(folder.fetchedCheckpoint, { force: true });
      if (fits) await folder.noteCarried(sha256);
      else checkpointForeign(logger, { training, sha256 });
      return fits;
    }
    await folder.takeFetchedCheckpoint();
    await folder.noteCarried(sha256);
    checkpointFetched(logger, { training, sha256, bytes: this.#begun.bytes });
    return true;
  }
}

/** Whether this very checkpoint, or one that came of it, is here. */
async function isKeptHere(
  folder: TrainingFolder,
  { sha256 }: Checkpoint,
  signal: AbortSignal,
): Promise<boolean> {
  await using file = await openIfThere(folder.newestCheckpoint);
  if (!file) return false;
  if (await folder.hasCarried(sha256)) return true;
  return (await handleSource(file, 'checkpoints', signal)).sha256 === sha256;
}
