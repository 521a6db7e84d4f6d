import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const figuresSchema = z.record(z.string(), z.number().gt(0));

/**
 * Images a second by what was measured, in one JSON file. A file that is missing or spoilt holds nothing;
 * one that cannot be written costs measuring again.
 */
export class ThroughputCache {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What was kept under the key. */
  async find(key: string): Promise<number | undefined> {
    return (await this.#figures())[key];
  }

  /** Keeps figures beside those of other keys. */
  async keep(figures: Readonly<Record<string, number>>): Promise<void> {
    const draft = `${this.#file}.${randomUUID()}`;
    try {
      await makeFolder(dirname(this.#file));
      const all = { ...(await this.#figures()), ...figures };
      await writeFile(draft, `${JSON.stringify(all, undefined, 2)}\n`);
      await rename(draft, this.#file);
    } catch {
      await rm(draft, { force: true }).catch(() => undefined);
    }
  }

  async #figures(): Promise<Readonly<Record<string, number>>> {
    const text = await readFile(this.#file, 'utf8').catch(() => '');
    try {
      return figuresSchema.safeParse(JSON.parse(text)).data ?? {};
    } catch {
      return {};
    }
  }
}

/** With those above it. Not by `recursive`, which never returns on Node 20 where a file system answers ENOENT. */
async function makeFolder(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere || dirname(path) === path) return;
  await makeFolder(dirname(path));
  // Another process may have been faster; whether it is there is seen when the file is written.
  await mkdir(path).catch(() => undefined);
}
