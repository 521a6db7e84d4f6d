import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Checkpoint, CheckpointStore } from './checkpoint.js';
import {
  checkpointParts,
  DamagedCheckpointError,
  MAX_CHECKPOINT_BYTES,
  parseCheckpoint,
} from './checkpoint-file.js';

export interface CheckpointFolderOptions {
  /** Told of a file that is not whole, in a sentence; the one before it is read in its place. */
  readonly onDamaged?: (note: string) => void;
}

const READ_BYTES = 2 ** 30;

/**
 * Keeps checkpoints in a folder of their own, which is made where it is not there (its parent must be). A
 * new one is written beside the newest and takes its place once it is on the disk; the one before stays.
 * So whenever the process or the machine dies, one of them is whole. For one process at a time.
 */
export class CheckpointFolder implements CheckpointStore {
  readonly #directory: string;
  readonly #options: CheckpointFolderOptions;
  /** A damaged one must not take the place of the one before. */
  #isNewestWhole = false;

  constructor(directory: string, options: CheckpointFolderOptions = {}) {
    this.#directory = directory;
    this.#options = options;
  }

  async read(): Promise<Checkpoint | undefined> {
    const newest = await this.#readFile(this.#newest);
    this.#isNewestWhole = newest !== undefined;
    return newest ?? (await this.#readFile(this.#previous));
  }

  async write(checkpoint: Checkpoint): Promise<void> {
    await makeFolder(this.#directory);
    await writeDurably(this.#unfinished, checkpointParts(checkpoint));
    if (this.#isNewestWhole) await rename(this.#newest, this.#previous);
    await rename(this.#unfinished, this.#newest);
    await syncFolder(this.#directory);
    this.#isNewestWhole = true;
  }

  async remove(): Promise<void> {
    this.#isNewestWhole = false;
    await rm(this.#directory, { recursive: true, force: true });
  }

  get #newest(): string {
    return join(this.#directory, 'checkpoint.safetensors');
  }

  get #previous(): string {
    return join(this.#directory, 'previous.safetensors');
  }

  get #unfinished(): string {
    return join(this.#directory, 'unfinished.safetensors');
  }

  async #readFile(path: string): Promise<Checkpoint | undefined> {
    try {
      const bytes = await readIfThere(path);
      return bytes && parseCheckpoint(bytes);
    } catch (error) {
      if (!(error instanceof DamagedCheckpointError)) throw error;
      this.#options.onDamaged?.(`checkpoint ${path} is damaged and not used: ${error.message}`);
      return undefined;
    }
  }
}

/** A folder is kept for certain only with the one that it is in. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
    await syncFolder(dirname(path));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

async function writeDurably(path: string, parts: readonly Uint8Array[]): Promise<void> {
  await using file = await open(path, 'w');
  for (const part of parts) await file.writeFile(part);
  await file.sync();
}

/** Renames are kept for certain only with the folder that they are in. */
async function syncFolder(path: string): Promise<void> {
  await using folder = await open(path, 'r');
  await folder.sync();
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > MAX_CHECKPOINT_BYTES) {
      throw new DamagedCheckpointError(`it has ${size} bytes, more than ${MAX_CHECKPOINT_BYTES}`);
    }
    const bytes = new Uint8Array(size);
    let length = 0;
    // A single read of more than 2 GiB fails.
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      read = (await file.read(bytes, length, Math.min(bytes.length - length, READ_BYTES))).bytesRead;
    }
    return bytes.subarray(0, length);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
