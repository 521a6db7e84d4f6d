import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Training } from '@blockqnn/api';
import { lockFile, StorageError } from '@blockqnn/storage';
import { formatTrainingRecord, parseTrainingRecord } from './training-record.js';

const RETRY_MS = 200;

/** What a caller can do about a folder that cannot be gone on with. */
export const RESTART_HINT = 'restart throws it away';

/** A `result.json` that this version of the program cannot read. */
export class UnusableResultError extends Error {
  override readonly name = 'UnusableResultError';
}

/**
 * What an evaluator keeps of one training, in a folder of its own:
 *
 *   lock                  held by the process that trains, or hands in
 *   checkpoints/          of the training under way
 *   weights.safetensors   of the best epoch, until the registry has them
 *   curve.jsonl           the epochs, one a line
 *   result.json           there once the training is done
 *   registered            SHA-256 of the weights and address of the registry that has them; a line for each
 *   carried               SHA-256 of the checkpoint that the registry was last given, or that was last fetched from it
 */
export class TrainingFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Of the training. */
  get id(): string {
    return basename(this.path);
  }

  get checkpoints(): string {
    return join(this.path, 'checkpoints');
  }

  /** What `CheckpointFolder` calls the newest one; whole whenever it is there. */
  get newestCheckpoint(): string {
    return join(this.checkpoints, 'checkpoint.safetensors');
  }

  get weights(): string {
    return join(this.path, 'weights.safetensors');
  }

  get curve(): string {
    return join(this.path, 'curve.jsonl');
  }

  get #lock(): string {
    return join(this.path, 'lock');
  }

  get #result(): string {
    return join(this.path, 'result.json');
  }

  get #registered(): string {
    return join(this.path, 'registered');
  }

  get #carried(): string {
    return join(this.path, 'carried');
  }

  /**
   * Keeps other processes from this training until disposed of, or until this process dies. Waits for an
   * owner that may be about to end; throws a StorageError `IN_USE` where it does not.
   */
  async own(patienceMs: number, signal: AbortSignal): Promise<Disposable> {
    const endMs = performance.now() + patienceMs;
    for (;;) {
      signal.throwIfAborted();
      try {
        return await lockFile(this.#lock);
      } catch (error) {
        const taken = error instanceof StorageError && error.code === 'IN_USE';
        if (!taken || performance.now() >= endMs) throw error;
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** For a damaged lock, which nobody can hold. */
  async removeLock(): Promise<void> {
    for (const ending of ['', '-wal', '-shm'])
      await rm(`${this.#lock}${ending}`, { recursive: true, force: true });
  }

  /** The result; undefined while there is none. Throws an {@link UnusableResultError} where another version of the program wrote it. */
  async result(): Promise<Training | undefined> {
    const text = await readIfThere(this.#result);
    if (text === undefined) return undefined;
    try {
      return parseTrainingRecord(text);
    } catch (error) {
      throw new UnusableResultError(
        `result.json in ${this.path} is damaged, or of another version of this program`,
        { cause: error },
      );
    }
  }

  /** Removes what a process that died at the end of a training left, unless another one is at it. */
  async tidy(): Promise<void> {
    try {
      await stat(this.checkpoints);
      using _owned = await lockFile(this.#lock);
      if (await this.result()) await rm(this.checkpoints, { recursive: true, force: true });
    } catch (error) {
      // They are in nobody's way.
      if (!isMissing(error) && !(error instanceof StorageError)) throw error;
    }
  }

  async hasWeights(): Promise<boolean> {
    try {
      await stat(this.weights);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  /** Keeps weights and curve, then the result; all are on disk when it resolves. */
  async keepResult(training: Training, weights: Uint8Array, curve: string): Promise<void> {
    await writeDurably(this.weights, weights);
    await writeDurably(this.curve, curve);
    await writeDurably(this.#result, formatTrainingRecord(training));
  }

  /** @param address - of the registry */
  async isRegistered(training: Training, address: string): Promise<boolean> {
    return (await this.registries(training)).includes(address);
  }

  /** Addresses of the registries that were given just this result. */
  async registries({ weightsSha256 }: Training): Promise<readonly string[]> {
    const lines = ((await readIfThere(this.#registered)) ?? '').split('\n');
    const prefix = `${weightsSha256} `;
    return lines.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  }

  /**
   * The registry at an address has result and weights, which need not be kept here any more. To be called
   * by the owner; does nothing where another result is here by now.
   */
  async markRegistered(training: Training, address: string): Promise<void> {
    const { weightsSha256 } = training;
    if ((await this.result())?.weightsSha256 !== weightsSha256) return;
    const addresses = new Set([...(await this.registries(training)), address]);
    const lines = [...addresses].map((known) => `${weightsSha256} ${known}\n`);
    await writeDurably(this.#registered, lines.join(''));
    await rm(this.weights, { force: true });
    await rm(this.curve, { force: true });
  }

  /** Where a checkpoint is fetched to that is to take the place of the newest. */
  get fetchedCheckpoint(): string {
    return join(this.checkpoints, 'fetched.safetensors');
  }

  /** Puts what was fetched in the place of the newest checkpoint, for good. */
  async takeFetchedCheckpoint(): Promise<void> {
    await rename(this.fetchedCheckpoint, this.newestCheckpoint);
    for (const path of [this.checkpoints, this.path]) {
      await using folder = await open(path);
      await folder.sync();
    }
  }

  /** Whether what is here comes after this checkpoint of the registry's, or is it. */
  async hasCarried(sha256: string): Promise<boolean> {
    return (await readIfThere(this.#carried))?.trimEnd() === sha256;
  }

  /** The registry's checkpoint is here, or was compared with what is. */
  async noteCarried(sha256: string): Promise<void> {
    await writeDurably(this.#carried, `${sha256}\n`);
  }

  /** Forgets checkpoints and result. */
  async clear(): Promise<void> {
    // The result first: without its weights it would be of no use.
    const { weights, curve, checkpoints } = this;
    for (const path of [this.#result, this.#registered, weights, curve, checkpoints, this.#carried]) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

/** The file is there whole or not at all, whenever the machine dies. */
async function writeDurably(path: string, content: string | Uint8Array): Promise<void> {
  const draft = `${path}.draft`;
  {
    await using file = await open(draft, 'w');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(draft, path);
  await using folder = await open(dirname(path));
  await folder.sync();
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
