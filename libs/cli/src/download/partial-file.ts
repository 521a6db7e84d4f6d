import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { UsageError } from '../exit-code.js';
import { claim } from './claim.js';

/** A file on its way, `{target}.part`: what came so far, so that another run can go on. */
export class PartialFile implements AsyncDisposable {
  readonly path: string;
  readonly #target: string;
  readonly #release: () => Promise<void>;
  readonly #file: FileHandle;
  #hash: Hash = createHash('sha256');
  #sizeBytes = 0;

  private constructor(target: string, path: string, release: () => Promise<void>, file: FileHandle) {
    this.#target = target;
    this.path = path;
    this.#release = release;
    this.#file = file;
  }

  /**
   * Goes on with what an earlier run left, or begins. Rejects with a {@link UsageError} where the target is there,
   * another run is at it, or it cannot be written.
   */
  static async open(target: string): Promise<PartialFile> {
    if (await isThere(target)) throw new UsageError(`--out: ${target} is there already; name a new file`);
    const path = `${target}.part`;
    const release = await told(path, () => claim(`${path}.lock`));
    try {
      // Appending through a link would change a file that is somebody else's.
      if ((await isThere(path)) === 'other')
        throw new UsageError(`--out: ${path} is no plain file; remove it`);
      const file = new PartialFile(target, path, release, await told(path, () => open(path, 'a')));
      await file.#readWhatIsThere();
      return file;
    } catch (error) {
      await release();
      throw error;
    }
  }

  /** Bytes so far. */
  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#file.appendFile(bytes);
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
  }

  /** Hexadecimal SHA-256 of all that came. */
  sha256(): string {
    return this.#hash.copy().digest('hex');
  }

  /** Drops what came. */
  async clear(): Promise<void> {
    await this.#file.truncate(0);
    this.#hash = createHash('sha256');
    this.#sizeBytes = 0;
  }

  /** It is whole: from now on it has the name that it was to have. */
  async become(): Promise<void> {
    await this.#file.sync();
    await rename(this.path, this.#target);
  }

  /** An empty one goes, any other stays for the next run. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    if (this.#sizeBytes === 0) await rm(this.path, { force: true });
    await this.#release();
  }

  async #readWhatIsThere(): Promise<void> {
    for await (const bytes of createReadStream(this.path)) {
      this.#hash.update(bytes as Buffer);
      this.#sizeBytes += (bytes as Buffer).length;
    }
  }
}

async function isThere(path: string): Promise<'file' | 'other' | undefined> {
  try {
    return (await lstat(path)).isFile() ? 'file' : 'other';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw notWritable(path, error);
  }
}

async function told<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof UsageError ? error : notWritable(path, error);
  }
}

function notWritable(path: string, error: unknown): UsageError {
  // The system's own words, without the call that they name at their end.
  const reason = (error as Error).message.replace(/, \w+ '.*$/, '');
  return new UsageError(`--out: cannot write ${path}: ${reason}`);
}
