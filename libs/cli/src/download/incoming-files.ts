import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, mkdir, open, rm, truncate, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { AnnouncedFile } from './announced-files.js';

/** A place in the announced files. */
export interface MissingFrom {
  readonly file: string;
  readonly offset: number;
  /** Bytes that are there before it. */
  readonly before: number;
}

/** The announced files in a folder: written one after the other, each from front to back. */
export class IncomingFiles implements AsyncDisposable {
  readonly #folder: string;
  readonly #files: readonly AnnouncedFile[];
  #open: { readonly announced: AnnouncedFile; readonly handle: FileHandle; length: number } | undefined;

  constructor(folder: string, files: readonly AnnouncedFile[]) {
    this.#folder = folder;
    this.#files = files;
  }

  get totalBytes(): number {
    return this.#files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** The first byte that is not there; undefined where none is missing. What lies behind it comes again, and goes. */
  async missingFrom(): Promise<MissingFrom | undefined> {
    let before = 0;
    for (const [index, { name, sizeBytes }] of this.#files.entries()) {
      const path = join(this.#folder, name);
      const there = await bytesThere(path);
      if (there === undefined && sizeBytes === 0) await (await this.#create(path)).close();
      if (there !== undefined && there > sizeBytes) await truncate(path, sizeBytes);
      if ((there ?? 0) < sizeBytes) {
        for (const later of this.#files.slice(index + 1))
          await rm(join(this.#folder, later.name), { force: true });
        return { file: name, offset: there ?? 0, before: before + (there ?? 0) };
      }
      before += sizeBytes;
    }
    return undefined;
  }

  /** Appends to a file. Throws where the bytes belong elsewhere, or none were announced. */
  async write(name: string, offset: number, data: Uint8Array): Promise<void> {
    if (this.#open?.announced.name !== name) await this.#begin(name);
    const open = this.#open;
    if (!open) return;
    const { handle, announced, length } = open;
    if (offset !== length) throw new Error(`the bytes of ${name} came out of order at ${String(offset)}`);
    if (offset + data.length > announced.sizeBytes) {
      throw new Error(`more bytes of ${name} came than the ${String(announced.sizeBytes)} announced`);
    }
    for (let done = 0; done < data.length;) {
      const { bytesWritten } = await handle.write(data, done, data.length - done, offset + done);
      done += bytesWritten;
    }
    open.length += data.length;
  }

  /**
   * Reads all files again. Throws where one has another SHA-256 than was announced; it is removed, so that another
   * try goes on with that one.
   */
  async verify(): Promise<void> {
    await this[Symbol.asyncDispose]();
    for (const { name, sha256 } of this.#files) {
      const path = join(this.#folder, name);
      const hash = createHash('sha256');
      for await (const part of createReadStream(path)) hash.update(part as Buffer);
      if (hash.digest('hex') === sha256) continue;
      await rm(path);
      throw new Error(`${name} did not arrive whole: its SHA-256 is not the announced one; try again`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    // What a crash of the machine leaves has to be what its length says.
    await open.handle.sync();
    await open.handle.close();
  }

  async #begin(name: string): Promise<void> {
    await this[Symbol.asyncDispose]();
    const announced = this.#files.find((file) => file.name === name);
    if (!announced) {
      throw new Error(`the registry sent bytes of ${JSON.stringify(name)}, which it did not announce`);
    }
    const path = join(this.#folder, name);
    const length = await bytesThere(path);
    const handle = length === undefined ? await this.#create(path) : await open(path, 'r+');
    this.#open = { announced, handle, length: length ?? 0 };
  }

  async #create(path: string): Promise<FileHandle> {
    await mkdir(dirname(path), { recursive: true });
    return open(path, 'wx');
  }
}

/** Throws where something else than a file of its own stands there: nothing is written through a link. */
async function bytesThere(path: string): Promise<number | undefined> {
  try {
    const found = await lstat(path);
    if (found.isFile()) return found.size;
    throw new Error(`${path} is no plain file; remove it`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
