import { createHash } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { WrittenFile } from './export-job.js';

export const MANIFEST = 'manifest.json';
export const FILES = 'files';

const manifestSchema = z.object({
  files: z.array(
    z.object({
      name: z.string().min(1),
      sizeBytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

/** Bytes of a file and where in it they begin. */
export interface SpooledChunk {
  readonly name: string;
  readonly offset: number;
  readonly data: Uint8Array;
}

/** A place in the files of a model. */
export interface Place {
  readonly file: string;
  /** 0 to the file's length. */
  readonly offset: number;
}

/** A model that lies in a folder of its own: {@link MANIFEST}, and its files under {@link FILES}. */
export class SpooledModel {
  readonly folder: string;
  readonly files: readonly WrittenFile[];
  /** Equal for models that are equal byte for byte. */
  readonly etag: string;

  constructor(folder: string, files: readonly WrittenFile[]) {
    this.folder = folder;
    this.files = files;
    this.etag = etagOf(files);
  }

  get sizeBytes(): number {
    return this.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  /** The model in a folder; undefined where there is none, or not all of it. */
  static async find(folder: string): Promise<SpooledModel | undefined> {
    try {
      const { files } = manifestSchema.parse(JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
      for (const { name, sizeBytes } of files) {
        if ((await stat(join(folder, FILES, name))).size !== sizeBytes) return undefined;
      }
      return new SpooledModel(folder, files);
    } catch {
      return undefined;
    }
  }

  manifest(): string {
    return JSON.stringify({ files: [...this.files] } satisfies z.infer<typeof manifestSchema>);
  }

  /** The bytes of all files in order, from a place on. Rejects where a file is gone or shorter than it was. */
  async *chunks(chunkBytes: number, from?: Place): AsyncGenerator<SpooledChunk> {
    const first = from === undefined ? 0 : this.files.findIndex(({ name }) => name === from.file);
    if (first < 0) throw new RangeError(`${from?.file ?? ''} is no file of the model`);
    for (const [index, file] of this.files.slice(first).entries()) {
      yield* this.#chunksOf(file, chunkBytes, index === 0 ? (from?.offset ?? 0) : 0);
    }
  }

  async *#chunksOf(
    { name, sizeBytes }: WrittenFile,
    chunkBytes: number,
    from: number,
  ): AsyncGenerator<SpooledChunk> {
    if (from >= sizeBytes) return;
    await using file = await open(join(this.folder, FILES, name));
    for (let offset = from; offset < sizeBytes;) {
      const wanted = Math.min(chunkBytes, sizeBytes - offset);
      const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, offset);
      if (bytesRead === 0) throw new Error(`${name} ends at ${offset}, it had ${sizeBytes} bytes`);
      yield { name, offset, data: buffer.subarray(0, bytesRead) };
      offset += bytesRead;
    }
  }
}

function etagOf(files: readonly WrittenFile[]): string {
  const lines = files.map(({ name, sizeBytes, sha256 }) => `${sha256} ${sizeBytes} ${name}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
