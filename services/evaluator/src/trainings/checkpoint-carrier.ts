import { setTimeout as sleep } from 'node:timers/promises';
import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { RpcError, type Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { handleSource } from '../artifacts/handle-source.js';
import { uploadArtifact } from '../artifacts/upload-artifact.js';
import { checkpointCarried, checkpointStays } from '../business-events.js';
import { boundSignal } from '../joined-signal.js';
import { describeError, isFinal } from '../pull/controller-error.js';
import { retry } from '../pull/retry.js';
import { openIfThere } from './open-if-there.js';
import type { TrainingFolder } from './training-folder.js';

const BACKOFF = { initialMs: 1000, maxMs: 60_000 };
const UPLOAD_MS = 3_600_000;
/** What a training that is interrupted may take to leave its last checkpoint with the registry. */
const FAREWELL_MS = 10_000;

export interface CarrierOptions {
  readonly folder: TrainingFolder;
  readonly client: Client<RegistryMethods>;
  /** From one checkpoint given to the registry to the next, at least. */
  readonly intervalMs: number;
  readonly logger: Logger;
}

/**
 * Gives the newest checkpoint of a training under way to the registry, now and then, so that the training can go on
 * where this folder is not. Disposing ends that; where the training has no result, the last checkpoint is given first,
 * as far as that takes no more than {@link FAREWELL_MS}.
 */
export class CheckpointCarrier implements AsyncDisposable {
  readonly #options: CarrierOptions;
  readonly #stopping = new AbortController();
  readonly #carrying: Promise<void>;
  /** Of the file that was given last: which it was, and when it was written. */
  #given = '';

  constructor(options: CarrierOptions) {
    this.#options = options;
    this.#carrying = this.#carry();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort(new Error('the training ended'));
    await this.#carrying;
    if (await this.#options.folder.result().catch(() => undefined)) return;
    using bounded = boundSignal(new AbortController().signal, FAREWELL_MS);
    await this.#giveNewest(bounded.signal).catch((error: unknown) => {
      this.#tell(error);
    });
  }

  async #carry(): Promise<void> {
    const { intervalMs, logger } = this.#options;
    const { signal } = this.#stopping;
    const isStopping = (): boolean => signal.aborted;
    try {
      while (!isStopping()) {
        await sleep(intervalMs, undefined, { signal });
        await retry(() => this.#giveNewest(signal), {
          backoff: BACKOFF,
          signal,
          again: isPassing,
          onRetry: (error, delayMs) => {
            logger.warn({ error: describeError(error), delayMs }, 'checkpoint not given to the registry yet');
          },
        });
      }
    } catch (error) {
      if (!isStopping()) this.#tell(error);
    }
  }

  #tell(error: unknown): void {
    checkpointStays(this.#options.logger, trainingName(this.#options.folder.id), describeError(error));
  }

  /** Gives the newest one, unless that was given before. */
  async #giveNewest(signal: AbortSignal): Promise<void> {
    const { folder, client, logger } = this.#options;
    await using file = await openIfThere(folder.newestCheckpoint);
    if (!file) return;
    const { ino, mtimeMs } = await file.stat();
    const given = `${String(ino)} ${String(mtimeMs)}`;
    if (given === this.#given) return;
    const source = await handleSource(file, 'checkpoints', signal);
    await uploadArtifact(client, source, { signal, deadlineMs: UPLOAD_MS });
    const { sha256, sizeBytes: bytes } = source;
    const training = trainingName(folder.id);
    await client.registerCheckpoint({ training, sha256 }, { signal });
    this.#given = given;
    await folder.noteCarried(sha256);
    checkpointCarried(logger, { training, sha256, bytes });
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof RpcError)) return false;
  // One that was collected in between is uploaded again.
  return error.reason === 'NO_CHECKPOINT' || (error.code !== status.UNIMPLEMENTED && !isFinal(error));
}
