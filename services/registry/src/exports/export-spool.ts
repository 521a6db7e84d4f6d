import { randomUUID } from 'node:crypto';
import { renameSync } from 'node:fs';
import { mkdir, open, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '@blockqnn/storage';
import { resourceExhausted } from '@blockqnn/rpc';
import type { Clock } from '@blockqnn/telemetry';
import type { WrittenFile } from './export-job.js';
import { SharedWork } from './shared-work.js';
import { FILES, MANIFEST, SpooledModel } from './spooled-model.js';

const KEY = /^[0-9a-f]{64}$/;
/** Folders that are no models: on their way in or out. */
const DRAFT = '.draft-';
const RETRY_WHEN_FULL_MS = 10_000;

/** How a model comes about that is not there yet. */
export interface ModelWriter {
  /** About what its files will take. */
  readonly sizeBytes: number;
  /** Fills `folder`, with `scratch` for what comes in between; both are there and empty. */
  write(folder: string, scratch: string, signal: AbortSignal): Promise<readonly WrittenFile[]>;
}

/** A model that stays while it is used. Dispose it in any case. */
export interface UsedModel extends Disposable {
  readonly model: SpooledModel;
}

interface Entry {
  readonly model: SpooledModel;
  readonly sizeBytes: number;
  users: number;
}

/**
 * Exported models on disk, each in a folder named by its key. Each is written once, whoever asks for it meanwhile,
 * and stays until room is needed for others; those used least recently go first.
 */
export class ExportSpool implements AsyncDisposable {
  readonly #path: string;
  readonly #maxBytes: number;
  readonly #clock: Clock;
  /** The one used last stands last. */
  readonly #entries = new Map<string, Entry>();
  readonly #writings = new Map<string, SharedWork<void>>();
  /** Of all entries, and set aside for what is being written. */
  #usedBytes = 0;

  private constructor(path: string, maxBytes: number, clock: Clock) {
    this.#path = path;
    this.#maxBytes = maxBytes;
    this.#clock = clock;
  }

  /** Makes the folder where it is missing, clears what an interrupted process left, and keeps what is whole. */
  static async open(path: string, maxBytes: number, clock: Clock): Promise<ExportSpool> {
    await makeFolder(path);
    const spool = new ExportSpool(path, maxBytes, clock);
    const found: { key: string; model: SpooledModel; usedAtMs: number }[] = [];
    for (const name of await readdir(path)) {
      const folder = join(path, name);
      const model = KEY.test(name) ? await SpooledModel.find(folder) : undefined;
      if (model) found.push({ key: name, model, usedAtMs: (await stat(join(folder, MANIFEST))).mtimeMs });
      else if (KEY.test(name) || name.startsWith(DRAFT)) await rm(folder, { recursive: true, force: true });
    }
    found.sort((one, other) => one.usedAtMs - other.usedAtMs);
    for (const { key, model } of found) spool.#add(key, model);
    await spool.#evict(0);
    return spool;
  }

  /**
   * The model of a key, written first where it is not there. Rejects with RESOURCE_EXHAUSTED `EXPORTS_BUSY` while
   * models in use leave no room, with what the writer rejects with, and with the signal's reason when it aborts;
   * writing stops where nobody else waits for it.
   */
  async use(key: string, writer: ModelWriter, signal: AbortSignal): Promise<UsedModel> {
    for (;;) {
      const used = await this.#find(key);
      if (used) return used;
      signal.throwIfAborted();
      await this.#writing(key, writer).wait(signal);
    }
  }

  async #find(key: string): Promise<UsedModel | undefined> {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    // In use from here on: nothing below may find it removed for want of room.
    entry.users += 1;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    if (!(await SpooledModel.find(entry.model.folder))) {
      // Somebody cleared the folder.
      release(entry);
      if (this.#entries.get(key) === entry) this.#remove(key, entry);
      return undefined;
    }
    const now = new Date(this.#clock.now());
    await utimes(join(entry.model.folder, MANIFEST), now, now).catch(() => undefined);
    return {
      model: entry.model,
      [Symbol.dispose]: () => {
        release(entry);
      },
    };
  }

  #writing(key: string, writer: ModelWriter): SharedWork<void> {
    const known = this.#writings.get(key);
    if (known) return known;
    const begun = new SharedWork(
      (ended) => this.#write(key, writer, ended),
      () => {
        if (this.#writings.get(key) === begun) this.#writings.delete(key);
      },
    );
    this.#writings.set(key, begun);
    return begun;
  }

  async #write(key: string, writer: ModelWriter, signal: AbortSignal): Promise<void> {
    const { sizeBytes } = writer;
    const draft = join(this.#path, `${DRAFT}${randomUUID()}`);
    const evicted = this.#evict(sizeBytes);
    let written: Entry | undefined;
    let setAsideBytes = sizeBytes;
    this.#usedBytes += setAsideBytes;
    try {
      await evicted;
      // Somebody may have cleared all of it.
      await makeFolder(this.#path);
      const [files, scratch] = [join(draft, FILES), join(draft, 'scratch')];
      for (const folder of [draft, files, scratch]) await mkdir(folder);
      const model = new SpooledModel(join(this.#path, key), await writer.write(files, scratch, signal));
      await rm(scratch, { recursive: true });
      await writeDurably(join(draft, MANIFEST), model.manifest());
      signal.throwIfAborted();
      // At one stroke: another writing of the same model may end at this moment.
      const former = this.#setAside(model.folder);
      renameSync(draft, model.folder);
      this.#usedBytes -= setAsideBytes;
      setAsideBytes = 0;
      written = this.#add(key, model);
      written.users += 1;
      await rm(former, { recursive: true, force: true });
    } finally {
      this.#usedBytes -= setAsideBytes;
      await rm(draft, { recursive: true, force: true });
      // Those who waited take it at once when this has ended; until then nobody else may have its room.
      if (written) setImmediate(release, written);
    }
  }

  #add(key: string, model: SpooledModel): Entry {
    const former = this.#entries.get(key);
    if (former) this.#remove(key, former);
    const entry = { model, sizeBytes: model.sizeBytes, users: 0 };
    this.#entries.set(key, entry);
    this.#usedBytes += entry.sizeBytes;
    return entry;
  }

  #remove(key: string, { sizeBytes }: Entry): void {
    this.#entries.delete(key);
    this.#usedBytes -= sizeBytes;
  }

  /**
   * Removes models that nobody uses, those used least recently first, until so many more bytes fit. Throws at once,
   * with nothing removed, where they will not fit; resolves when the bytes of what was removed are free.
   */
  #evict(sizeBytes: number): Promise<unknown> {
    const idle = [...this.#entries].filter(([, { users }]) => users === 0);
    const idleBytes = idle.reduce((sum, [, entry]) => sum + entry.sizeBytes, 0);
    if (sizeBytes > 0 && this.#usedBytes - idleBytes + sizeBytes > this.#maxBytes) {
      throw resourceExhausted(
        'EXPORTS_BUSY',
        'other exports take the disk space at present',
        RETRY_WHEN_FULL_MS,
      );
    }
    const removed: string[] = [];
    for (const [key, entry] of idle) {
      if (this.#usedBytes + sizeBytes <= this.#maxBytes) break;
      this.#remove(key, entry);
      removed.push(this.#setAside(entry.model.folder));
    }
    return Promise.all(removed.map((folder) => rm(folder, { recursive: true, force: true })));
  }

  /**
   * Takes a folder out of the way, where it is there, to be removed; gives its new path. At one stroke: a new writing
   * of the same model may begin right after.
   */
  #setAside(folder: string): string {
    const aside = join(this.#path, `${DRAFT}${randomUUID()}`);
    try {
      renameSync(folder, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return aside;
  }

  /** Stops what is being written. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#writings.values()].map((writing) => writing.end()));
  }
}

function release(entry: Entry): void {
  entry.users -= 1;
}

async function writeDurably(path: string, text: string): Promise<void> {
  await using file = await open(path, 'wx');
  await file.writeFile(text);
  await file.sync();
}
