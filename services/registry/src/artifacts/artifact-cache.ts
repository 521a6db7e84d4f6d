import { randomUUID } from 'node:crypto';
import { readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFile, makeFolder } from '@blockqnn/storage';
import { ARTIFACT_KINDS } from '@blockqnn/api';
import type { Clock } from '@blockqnn/telemetry';
import type { ArtifactId, LocalArtifact } from './artifact-store.js';

/** What begins so is being downloaded. */
const PARTIAL = '.part-';

const NAME = new RegExp(`^(?:${ARTIFACT_KINDS.join('|')})-[0-9a-f]{64}$`);

/** Writes an artifact's bytes, checked, to a new file; gives their number. */
export type Download = (path: string, signal: AbortSignal) => Promise<number>;

interface Entry {
  readonly path: string;
  sizeBytes: number;
  users: number;
}

interface Fetching {
  readonly ready: Promise<Entry>;
  readonly stop: AbortController;
  waiting: number;
}

/**
 * Copies of artifacts in a folder that one process owns. Those not used for longest go where all together take more
 * than the bound; one in use stays, however large. Several who want the same at once wait for one download.
 */
export class ArtifactCache implements Disposable {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #clock: Clock;
  readonly #lock: Disposable;
  /** The one used last stands last. */
  readonly #entries = new Map<string, Entry>();
  readonly #fetching = new Map<string, Fetching>();

  private constructor(folder: string, maxBytes: number, clock: Clock, lock: Disposable) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#clock = clock;
    this.#lock = lock;
  }

  /** Knows what an earlier process left. Rejects with a StorageError `IN_USE` where another one owns the folder. */
  static async open(folder: string, maxBytes: number, clock: Clock): Promise<ArtifactCache> {
    await makeFolder(folder);
    const cache = new ArtifactCache(folder, maxBytes, clock, await lockFile(join(folder, 'lock')));
    await cache.#readFolder();
    return cache;
  }

  /** The file of an artifact, downloaded where it is not there. Rejects as the download does, or with the signal's reason. */
  async open(artifact: ArtifactId, download: Download, signal: AbortSignal): Promise<LocalArtifact> {
    const name = nameOf(artifact);
    const entry = (await this.#found(name)) ?? (await this.#fetched(name, download, signal));
    if (this.#entries.get(name) === entry) {
      this.#entries.delete(name);
      this.#entries.set(name, entry);
    }
    const now = new Date(this.#clock.now());
    // Only so that the next process knows the order.
    await utimes(entry.path, now, now).catch(() => undefined);
    let disposed = false;
    return {
      path: entry.path,
      sizeBytes: entry.sizeBytes,
      [Symbol.asyncDispose]: async () => {
        if (disposed) return;
        disposed = true;
        entry.users -= 1;
        if (entry.users === 0 && !this.#entries.has(name)) await rm(entry.path, { force: true });
        await this.#makeRoom();
      },
    };
  }

  /** Whether a copy is there. */
  has(artifact: ArtifactId): boolean {
    return this.#entries.has(nameOf(artifact));
  }

  /** Forgets a copy; its file stays for those who use it. */
  async remove(artifact: ArtifactId): Promise<void> {
    const name = nameOf(artifact);
    const entry = this.#entries.get(name);
    if (!entry) return;
    this.#entries.delete(name);
    if (entry.users === 0) await rm(entry.path, { force: true });
  }

  [Symbol.dispose](): void {
    for (const { stop } of this.#fetching.values()) stop.abort(new Error('the registry is shutting down'));
    this.#lock[Symbol.dispose]();
  }

  /** Counted as in use already; undefined where it is not there, or somebody cleared the folder. */
  async #found(name: string): Promise<Entry | undefined> {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    entry.users += 1;
    const { size } = await stat(entry.path).catch(() => ({ size: undefined }));
    if (size === entry.sizeBytes) return entry;
    entry.users -= 1;
    if (this.#entries.get(name) === entry) this.#entries.delete(name);
    return undefined;
  }

  /** Counted as in use already. */
  async #fetched(name: string, download: Download, signal: AbortSignal): Promise<Entry> {
    signal.throwIfAborted();
    const fetching = this.#fetching.get(name) ?? this.#fetch(name, download);
    fetching.waiting += 1;
    let leave = (): void => undefined;
    const left = new Promise<never>((_, reject) => {
      leave = () => {
        fetching.waiting -= 1;
        if (fetching.waiting === 0) {
          // Whoever comes now begins anew.
          this.#fetching.delete(name);
          fetching.stop.abort(signal.reason);
        }
        reject(signal.reason as Error);
      };
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([fetching.ready, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #fetch(name: string, download: Download): Fetching {
    const stop = new AbortController();
    const fetching: Fetching = { stop, waiting: 0, ready: this.#downloaded(name, download, stop.signal) };
    this.#fetching.set(name, fetching);
    return fetching;
  }

  async #downloaded(name: string, download: Download, signal: AbortSignal): Promise<Entry> {
    const path = join(this.#folder, `${PARTIAL}${randomUUID()}`);
    try {
      const sizeBytes = await download(path, signal);
      // In use while room is made for it: nobody else who makes room may remove it.
      const entry = { path: join(this.#folder, name), sizeBytes, users: 1 };
      await rename(path, entry.path);
      this.#entries.set(name, entry);
      await this.#makeRoom();
      // Those who wait use it from now on: nothing may come between this and their going on.
      entry.users += (this.#current(name, signal)?.waiting ?? 0) - 1;
      return entry;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      if (this.#current(name, signal)) this.#fetching.delete(name);
    }
  }

  /** The download under way, if it is the one with this signal. */
  #current(name: string, signal: AbortSignal): Fetching | undefined {
    const fetching = this.#fetching.get(name);
    return fetching?.stop.signal === signal ? fetching : undefined;
  }

  async #makeRoom(): Promise<void> {
    let bytes = 0;
    for (const { sizeBytes } of this.#entries.values()) bytes += sizeBytes;
    for (const [name, entry] of [...this.#entries]) {
      if (bytes <= this.#maxBytes) return;
      if (entry.users > 0) continue;
      this.#entries.delete(name);
      bytes -= entry.sizeBytes;
      await rm(entry.path, { force: true });
    }
  }

  async #readFolder(): Promise<void> {
    const found: (Entry & { readonly name: string; readonly usedAtMs: number })[] = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      if (name.startsWith(PARTIAL)) await rm(path, { force: true });
      if (!NAME.test(name)) continue;
      const { size: sizeBytes, mtimeMs: usedAtMs } = await stat(path);
      found.push({ name, path, sizeBytes, users: 0, usedAtMs });
    }
    found.sort((one, other) => one.usedAtMs - other.usedAtMs);
    for (const { name, path, sizeBytes } of found) this.#entries.set(name, { path, sizeBytes, users: 0 });
    await this.#makeRoom();
  }
}

const nameOf = ({ kind, sha256 }: ArtifactId): string => `${kind}-${sha256}`;
