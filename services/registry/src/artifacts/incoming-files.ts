import { randomUUID } from 'node:crypto';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFile, makeFolder, StorageError } from '@blockqnn/storage';
import type { Clock } from '@blockqnn/telemetry';
import { ArtifactStoreError, type ArtifactId } from './artifact-store.js';
import { IncomingFile } from './incoming-file.js';

export interface PartialBounds {
  /** An upload that broke off can be gone on with for so long. */
  readonly maxAgeMs: number;
  /** All that broke off together have at most so many bytes; the oldest go. */
  readonly maxBytes: number;
}

const DEFAULT_BOUNDS: PartialBounds = { maxAgeMs: 24 * 3_600_000, maxBytes: 4 * 2 ** 30 };

/** Kind and SHA-256; what comes after a dot is of an upload that cannot be gone on with. */
const NAME = /^[a-z]+-[0-9a-f]{64}(\.[0-9a-f-]+)?$/;

/** Folder of a process that shares the folder with its owner. */
const SHARE = 'shared-';

/**
 * Uploads on their way in, as files in a folder that one process owns. One that breaks off stays for a while under
 * kind and SHA-256, so that it can be gone on with; a second one of the same artifact meanwhile has a file of its own,
 * which does not stay.
 */
export class IncomingFiles implements Disposable {
  readonly #folder: string;
  readonly #lock: Disposable;
  readonly #clock: Clock;
  readonly #bounds: PartialBounds;
  /** Paths of uploads under way. */
  readonly #busy = new Set<string>();

  private constructor(folder: string, lock: Disposable, clock: Clock, bounds: PartialBounds) {
    this.#folder = folder;
    this.#lock = lock;
    this.#clock = clock;
    this.#bounds = bounds;
  }

  /**
   * Makes the folder where it is missing, and clears what is too old or too much. Where another process owns it, as
   * when registries share a disk, this one takes a folder of its own in it.
   */
  static async open(folder: string, clock: Clock, bounds = DEFAULT_BOUNDS): Promise<IncomingFiles> {
    await makeFolder(folder);
    try {
      const files = new IncomingFiles(folder, await lockFile(join(folder, 'lock')), clock, bounds);
      await files.#tidy();
      await files.#clearShares();
      return files;
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'IN_USE') throw error;
      return IncomingFiles.open(join(folder, `${SHARE}${randomUUID()}`), clock, bounds);
    }
  }

  /** Bytes of an upload that broke off; 0 where there is none, or another one is under way. */
  async committedBytes(artifact: ArtifactId): Promise<number> {
    const path = this.#pathOf(artifact);
    return this.#busy.has(path) ? 0 : await sizeOf(path);
  }

  /**
   * Begins the file of an artifact that has so many bytes, at offset 0, or goes on with one; dispose it in any case.
   * `busy` where another upload is at it, `missing` where fewer bytes are there. Rejects with an ArtifactStoreError
   * `FULL` where the disk has no room for it.
   */
  async begin(
    artifact: ArtifactId,
    sizeBytes: number,
    offset: number,
  ): Promise<IncomingFile | 'busy' | 'missing'> {
    await this.#checkRoom(sizeBytes - offset);
    const shared = this.#pathOf(artifact);
    const isBusy = this.#busy.has(shared);
    if (offset > 0 && isBusy) return 'busy';
    const path = isBusy ? `${shared}.${randomUUID()}` : shared;
    // Before anything is waited for: another one may come in between.
    this.#busy.add(path);
    const release = async (): Promise<void> => {
      this.#busy.delete(path);
      await this.#tidy();
    };
    try {
      if (offset === 0) return await IncomingFile.create(path, { resumable: !isBusy, release });
      if ((await sizeOf(path)) >= offset) return await IncomingFile.resume(path, offset, release);
    } catch (error) {
      await release();
      throw error;
    }
    await release();
    return 'missing';
  }

  [Symbol.dispose](): void {
    this.#lock[Symbol.dispose]();
  }

  /** Removes what nobody can go on with, what is too old, and the oldest where all together are too much. */
  async #tidy(): Promise<void> {
    const idle = await this.#idleFiles();
    let bytes = idle.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    for (const { path, resumable, sizeBytes, writtenAtMs } of idle) {
      const tooOld = this.#clock.now() - writtenAtMs > this.#bounds.maxAgeMs;
      if (resumable && !tooOld && bytes <= this.#bounds.maxBytes) continue;
      bytes -= sizeBytes;
      // An upload may have begun or gone on meanwhile; none may while the file is on its way out.
      if (this.#busy.has(path)) continue;
      this.#busy.add(path);
      await rm(path, { force: true }).finally(() => this.#busy.delete(path));
    }
  }

  /** Removes the folders of processes that have ended. */
  async #clearShares(): Promise<void> {
    for (const name of await readdir(this.#folder)) {
      if (!name.startsWith(SHARE)) continue;
      const share = join(this.#folder, name);
      try {
        (await lockFile(join(share, 'lock')))[Symbol.dispose]();
      } catch (error) {
        if (error instanceof StorageError) continue;
        throw error;
      }
      await rm(share, { recursive: true, force: true });
    }
  }

  /** The oldest first. */
  async #idleFiles() {
    const found = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const match = NAME.exec(name);
      if (!match || this.#busy.has(path)) continue;
      const file = await stat(path).catch(() => undefined);
      if (!file) continue;
      found.push({
        path,
        resumable: match[1] === undefined,
        sizeBytes: file.size,
        writtenAtMs: file.mtimeMs,
      });
    }
    return found.sort((one, other) => one.writtenAtMs - other.writtenAtMs);
  }

  async #checkRoom(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.#folder);
    if (bavail * bsize < bytes) {
      throw new ArtifactStoreError('FULL', `the disk has no room for ${bytes} bytes more`);
    }
  }

  #pathOf({ kind, sha256 }: ArtifactId): string {
    return join(this.#folder, `${kind}-${sha256}`);
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
