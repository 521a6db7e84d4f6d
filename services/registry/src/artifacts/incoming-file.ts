import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, type FileHandle } from 'node:fs/promises';
import type { VerifiedFile } from './artifact-store.js';

interface Ending {
  /** Whether it may stay. */
  readonly resumable: boolean;
  /** Called when it is closed. */
  readonly release: () => Promise<void>;
}

/** A file on its way in; removed where it is disposed, unless it is to {@link stay}. */
export class IncomingFile implements AsyncDisposable, VerifiedFile {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #hash: Hash;
  readonly #ending: Ending;
  #sizeBytes: number;
  #stays = false;

  private constructor(path: string, file: FileHandle, hash: Hash, sizeBytes: number, ending: Ending) {
    this.path = path;
    this.#file = file;
    this.#hash = hash;
    this.#sizeBytes = sizeBytes;
    this.#ending = ending;
  }

  static async create(path: string, ending: Ending): Promise<IncomingFile> {
    return new IncomingFile(path, await open(path, 'w'), createHash('sha256'), 0, ending);
  }

  /** Goes on after the first bytes of a file; what comes after them is dropped. */
  static async resume(path: string, offset: number, release: () => Promise<void>): Promise<IncomingFile> {
    const file = await open(path, 'a');
    try {
      await file.truncate(offset);
      const hash = createHash('sha256');
      for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
      return new IncomingFile(path, file, hash, offset, { resumable: true, release });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.#file.appendFile(bytes);
    this.#hash.update(bytes);
    this.#sizeBytes += bytes.length;
  }

  /** Ends the writing: hexadecimal SHA-256 of everything. */
  finish(): string {
    return this.#hash.digest('hex');
  }

  /** From now on the file stays where it is disposed, to be gone on with, if that is possible. */
  stay(): void {
    this.#stays = this.#ending.resumable && this.#sizeBytes > 0;
  }

  /** From now on it is removed where it is disposed. */
  leave(): void {
    this.#stays = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    if (!this.#stays) await rm(this.path, { force: true });
    await this.#ending.release();
  }
}
