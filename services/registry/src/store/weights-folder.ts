import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@blockqnn/storage';

const INCOMING = '.incoming-';

/**
 * Trained weights as files named by their SHA-256. A file appears whole and checked or not at all: it is
 * written under another name, synced, and renamed.
 */
export class WeightsFolder {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Makes the folder where it is missing, and clears what an interrupted process left. */
  static async open(path: string): Promise<WeightsFolder> {
    await makeFolder(path);
    const leftovers = (await readdir(path)).filter((name) => name.startsWith(INCOMING));
    await Promise.all(leftovers.map((name) => rm(join(path, name), { force: true })));
    return new WeightsFolder(path);
  }

  /** Begins a file; dispose it in any case. */
  async create(): Promise<IncomingWeights> {
    const path = join(this.#path, `${INCOMING}${randomUUID()}`);
    return new IncomingWeights(await open(path, 'wx+'), path, this.#path);
  }

  /** The file's content, unless there is none or more than `maxBytes`. `sha256` must be hexadecimal digits. */
  async read(sha256: string, maxBytes: number): Promise<Uint8Array | 'missing' | 'tooLarge'> {
    const path = join(this.#path, sha256);
    try {
      return (await stat(path)).size > maxBytes ? 'tooLarge' : await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'missing';
      throw error;
    }
  }
}

/** A file on its way in. */
export class IncomingWeights implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #folder: string;
  readonly #hash = createHash('sha256');
  #sizeBytes = 0;

  constructor(file: FileHandle, path: string, folder: string) {
    this.#file = file;
    this.#path = path;
    this.#folder = folder;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
    await this.#file.appendFile(bytes);
  }

  /** Ends the writing: hexadecimal SHA-256 of everything appended. */
  finish(): string {
    return this.#hash.digest('hex');
  }

  /** Everything appended. */
  content(): Promise<Uint8Array> {
    return readFile(this.#path);
  }

  /** Keeps the file for good under its SHA-256; it is on disk when this resolves. */
  async keep(sha256: string): Promise<void> {
    await this.#file.sync();
    await rename(this.#path, join(this.#folder, sha256));
    await using folder = await open(this.#folder);
    await folder.sync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }
}
