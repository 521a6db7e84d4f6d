import type { ModelHeaderMessage } from '@blockqnn/api';
import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../exit-code.js';
import { checkAnnouncedFiles } from './announced-files.js';
import { claim } from './claim.js';

const STATE = 'download.json';
const FILES = 'files';

const stateSchema = z.object({
  format: z.literal('blockqnn-download/1'),
  /** JSON of the request. */
  request: z.string(),
  header: z.looseObject({ etag: z.string() }),
});

/**
 * A model that is on its way, in the folder `{target}.partial` beside the one it is to become: what came so far,
 * and what was asked for, so that another run can go on.
 */
export class PartialModel implements AsyncDisposable {
  readonly path: string;
  readonly #request: string;
  readonly #release: () => Promise<void>;
  #header: ModelHeaderMessage | undefined;

  private constructor(
    path: string,
    request: string,
    release: () => Promise<void>,
    header: ModelHeaderMessage | undefined,
  ) {
    this.path = path;
    this.#request = request;
    this.#release = release;
    this.#header = header;
  }

  /**
   * Goes on with what an earlier run left of the same request, or begins. Throws {@link UsageError} where another
   * run is at it, or something else has that name.
   */
  static async open(target: string, request: unknown): Promise<PartialModel> {
    const path = `${target}.partial`;
    await makeOwn(path);
    const release = await claim(join(path, 'lock'));
    const asked = JSON.stringify(request);
    const partial = new PartialModel(path, asked, release, await headerLeft(path, asked));
    if (!partial.#header) await partial.clear();
    return partial;
  }

  get filesPath(): string {
    return join(this.path, FILES);
  }

  /** What the registry said that the model is; undefined as long as nothing has come. */
  get header(): ModelHeaderMessage | undefined {
    return this.#header;
  }

  /** Keeps what the registry said, before any byte of it. */
  async begin(header: ModelHeaderMessage): Promise<void> {
    await mkdir(this.filesPath, { recursive: true });
    const state = { format: 'blockqnn-download/1', request: this.#request, header };
    await writeFile(join(this.path, `${STATE}.new`), JSON.stringify(state));
    await rename(join(this.path, `${STATE}.new`), join(this.path, STATE));
    this.#header = header;
  }

  /** Forgets what came. */
  async clear(): Promise<void> {
    this.#header = undefined;
    for (const name of [STATE, `${STATE}.new`, FILES]) {
      await rm(join(this.path, name), { recursive: true, force: true });
    }
  }

  /** Keeps what came where there is something, for another run; otherwise nothing is left. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#header) await this.clear();
    await this.#release();
    // Another run may have claimed it meanwhile: then it is not empty, and stays.
    if (!this.#header) await rmdir(this.path).catch(() => undefined);
  }
}

/** Makes the folder, or takes the one that an earlier run made; never one of somebody else's. */
async function makeOwn(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const own = new Set([STATE, `${STATE}.new`, FILES, 'lock']);
    const names = await readdir(path).catch(() => ['']);
    if (names.every((name) => own.has(name))) return;
    throw new UsageError(`--out: ${path} is in the way and no download; move it, or name another folder`);
  }
}

async function headerLeft(path: string, request: string): Promise<ModelHeaderMessage | undefined> {
  try {
    const state = stateSchema.parse(JSON.parse(await readFile(join(path, STATE), 'utf8')));
    if (state.request !== request) return undefined;
    // Written by this program; names are checked again all the same, since files are written by them.
    const header = state.header as unknown as ModelHeaderMessage;
    checkAnnouncedFiles(header);
    return header;
  } catch {
    return undefined;
  }
}
