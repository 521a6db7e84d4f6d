import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Training } from '@blockqnn/api';
import { lockFile, StorageError } from '@blockqnn/storage';
import { formatTrainingRecord, parseTrainingRecord } from './training-record.js';

const RETRY_MS = 200;

/**
 * What an evaluator keeps of one training, in a folder of its own:
 *
 *   lock                  held by the process that trains
 *   checkpoints/          of the training under way
 *   weights.safetensors   of the best epoch, until the registry has them
 *   result.json           there once the training is done
 *   registered            SHA-256 of the weights that the registry has
 */
export class TrainingFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  get checkpoints(): string {
    return join(this.path, 'checkpoints');
  }

  get weights(): string {
    return join(this.path, 'weights.safetensors');
  }

  get #result(): string {
    return join(this.path, 'result.json');
  }

  get #registered(): string {
    return join(this.path, 'registered');
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
        return await lockFile(join(this.path, 'lock'));
      } catch (error) {
        const taken = error instanceof StorageError && error.code === 'IN_USE';
        if (!taken || performance.now() >= endMs) throw error;
      }
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The result; undefined while there is none. Throws where another version of the program wrote it. */
  async result(): Promise<Training | undefined> {
    const text = await readIfThere(this.#result);
    return text === undefined ? undefined : parseTrainingRecord(text);
  }

  /** Keeps weights, then the result; both are on disk when it resolves. */
  async keepResult(training: Training, weights: Uint8Array): Promise<void> {
    await writeDurably(this.weights, weights);
    await writeDurably(this.#result, formatTrainingRecord(training));
  }

  async isRegistered({ weightsSha256 }: Training): Promise<boolean> {
    return (await readIfThere(this.#registered)) === weightsSha256;
  }

  /** The registry has result and weights, which need not be kept here any more. */
  async markRegistered({ weightsSha256 }: Training): Promise<void> {
    await writeDurably(this.#registered, weightsSha256);
    await rm(this.weights, { force: true });
  }

  /** Forgets checkpoints and result. */
  async clear(): Promise<void> {
    // The result first: without its weights it would be of no use.
    for (const path of [this.#result, this.#registered, this.weights]) await rm(path, { force: true });
    await rm(this.checkpoints, { recursive: true, force: true });
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
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
