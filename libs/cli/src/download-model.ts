import type { ModelHeaderMessage, RegistryMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { fillFolder } from './model-folder.js';

type ExportRequest = RegistryMethods['exportModel']['requestInput'];

export interface DownloadOptions {
  readonly request: ExportRequest;
  /** Folder to make; must not exist, or be empty. The folder above it must exist. */
  readonly directory: string;
  readonly signal: AbortSignal;
  /** Bytes so far, of all. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** A file name that cannot leave its folder. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Fetches a model into a folder. The folder appears whole or not at all: the files are checked against
 * their SHA-256 first.
 */
export async function downloadModel(
  registry: Client<RegistryMethods>,
  options: DownloadOptions,
): Promise<ModelHeaderMessage> {
  return fillFolder(options.directory, (draft) => receive(registry, draft, options));
}

async function receive(
  registry: Client<RegistryMethods>,
  draft: string,
  { request, signal, onProgress }: DownloadOptions,
): Promise<ModelHeaderMessage> {
  let header: ModelHeaderMessage | undefined;
  let total = 0;
  let done = 0;
  const files = new Map<
    string,
    { readonly chunks: AsyncDisposable & FileSink; readonly sha256: string; readonly sizeBytes: number }
  >();
  try {
    for await (const { header: head, chunk } of registry.exportModel(request, { signal })) {
      if (head) {
        header = head;
        for (const file of head.files) {
          if (!PLAIN_NAME.test(file.name))
            throw new Error(`the registry sent a file with the name ${JSON.stringify(file.name)}`);
          total += file.sizeBytes;
          files.set(file.name, { chunks: await FileSink.open(join(draft, file.name)), ...file });
        }
      }
      if (!chunk) continue;
      const file = files.get(chunk.name);
      if (!file)
        throw new Error(
          `the registry sent bytes of ${JSON.stringify(chunk.name)}, which it did not announce`,
        );
      await file.chunks.write(chunk.offset, chunk.data);
      done += chunk.data.length;
      onProgress?.(done, total);
    }
    if (!header) throw new Error('the registry sent no header');
    for (const [name, file] of files) file.chunks.verify(name, file.sizeBytes, file.sha256);
    return header;
  } finally {
    for (const { chunks } of files.values()) await chunks[Symbol.asyncDispose]();
  }
}

/** A file that is written from front to back and checked. */
class FileSink implements AsyncDisposable {
  readonly #file: Awaited<ReturnType<typeof open>>;
  readonly #hash = createHash('sha256');
  #length = 0;

  private constructor(file: Awaited<ReturnType<typeof open>>) {
    this.#file = file;
  }

  static async open(path: string): Promise<FileSink> {
    return new FileSink(await open(path, 'wx'));
  }

  async write(offset: number, data: Uint8Array): Promise<void> {
    if (offset !== this.#length) throw new Error(`the model's bytes came out of order at ${String(offset)}`);
    await this.#file.writeFile(data);
    this.#hash.update(data);
    this.#length += data.length;
  }

  verify(name: string, sizeBytes: number, sha256: string): void {
    if (this.#length !== sizeBytes || this.#hash.digest('hex') !== sha256) {
      throw new Error(
        `${name} did not arrive whole: its size or SHA-256 is not the announced one; try again`,
      );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }
}
