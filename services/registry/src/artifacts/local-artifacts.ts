import { open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactKind } from '@blockqnn/api';
import { makeFolder } from '@blockqnn/storage';
import type { Clock } from '@blockqnn/telemetry';
import type {
  ArtifactId,
  ArtifactInfo,
  ArtifactStore,
  LocalArtifact,
  VerifiedFile,
} from './artifact-store.js';

const NAME = /^[0-9a-f]{64}$/;

/**
 * Artifacts as files named by their SHA-256, in a folder for each kind: `weights/`, `checkpoints/`, `curves/`. The
 * time of a file is when it was last put or touched.
 */
export class LocalArtifacts implements ArtifactStore {
  readonly #folder: string;
  readonly #clock: Clock;

  private constructor(folder: string, clock: Clock) {
    this.#folder = folder;
    this.#clock = clock;
  }

  /** Makes the folder where it is missing. Rejects with the system's error where it cannot be used. */
  static async open(folder: string, clock: Clock): Promise<LocalArtifacts> {
    await makeFolder(folder);
    return new LocalArtifacts(folder, clock);
  }

  async put(artifact: ArtifactId, file: VerifiedFile, _signal: AbortSignal): Promise<void> {
    // Over one that is there too, which a disk may have damaged.
    const folder = join(this.#folder, artifact.kind);
    await makeFolder(folder);
    await sync(file.path);
    await rename(file.path, this.#pathOf(artifact));
    await sync(folder);
    await this.touch(artifact);
  }

  async open(artifact: ArtifactId, _signal: AbortSignal): Promise<LocalArtifact | undefined> {
    const path = this.#pathOf(artifact);
    const found = await statIfThere(path);
    return found && { path, sizeBytes: found.size, [Symbol.asyncDispose]: () => Promise.resolve() };
  }

  async find(artifact: ArtifactId): Promise<ArtifactInfo | undefined> {
    const found = await statIfThere(this.#pathOf(artifact));
    return found && { ...artifact, sizeBytes: found.size, updatedAtMs: found.mtimeMs };
  }

  async touch(artifact: ArtifactId): Promise<boolean> {
    const now = new Date(this.#clock.now());
    return (await ifThere(utimes(this.#pathOf(artifact), now, now).then(() => true))) ?? false;
  }

  async *list(kind: ArtifactKind, after = ''): AsyncGenerator<ArtifactInfo> {
    const names = (await ifThere(readdir(join(this.#folder, kind)))) ?? [];
    for (const sha256 of names.filter((name) => NAME.test(name) && name > after).sort()) {
      const found = await this.find({ kind, sha256 });
      if (found) yield found;
    }
  }

  delete(artifact: ArtifactId): Promise<void> {
    return rm(this.#pathOf(artifact), { force: true });
  }

  async check(): Promise<void> {
    await stat(this.#folder);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return Promise.resolve();
  }

  #pathOf({ kind, sha256 }: ArtifactId): string {
    // Whoever asks has checked it; a path made of anything else could lead out of the folder.
    if (!NAME.test(sha256)) throw new TypeError('sha256: must be 64 lower-case hexadecimal digits');
    return join(this.#folder, kind, sha256);
  }
}

const statIfThere = (path: string) => ifThere(stat(path));

async function ifThere<Value>(found: Promise<Value>): Promise<Value | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What was written to a file, or the names in a folder, are on the disk when it resolves. */
async function sync(path: string): Promise<void> {
  await using file = await open(path);
  await file.sync();
}
