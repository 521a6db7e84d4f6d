import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/** A file of somebody's settings, and what the setting is called in errors. */
export interface NamedFile {
  /** For instance `BLOCKQNN_TLS_CERT`. */
  readonly name: string;
  readonly path: string;
}

export interface FollowedFilesOptions<Value> {
  readonly files: readonly NamedFile[];
  /** Makes the value of the files' contents, in their order. Throws where they do not do. */
  readonly parse: (contents: readonly Buffer[]) => Value;
  /** Told once of each change that does not do; the value before it stays. */
  readonly onFault: (error: Error) => void;
  /** How often the files are looked at. Default 1 s. */
  readonly intervalMs?: number;
}

/**
 * What is written in files, read anew when they change: certificates are renewed and tokens revoked while
 * services run. Files are looked at by the clock, since a Kubernetes secret changes through links that file
 * watchers do not see. Throws where the files do not do at the start.
 */
export class FollowedFiles<Value> implements Disposable {
  readonly #options: FollowedFilesOptions<Value>;
  readonly #listeners = new Set<(value: Value) => void>();
  readonly #timer: NodeJS.Timeout;
  #value: Value;
  #stamp: string;
  #faultyStamp: string | undefined;
  #looking = false;
  #closed = false;

  constructor(options: FollowedFilesOptions<Value>) {
    this.#options = options;
    this.#stamp = options.files.map((file) => readable(file, () => stampOf(statSync(file.path)))).join();
    this.#value = options.parse(options.files.map((file) => readable(file, () => readFileSync(file.path))));
    this.#timer = setInterval(() => void this.#look(), options.intervalMs ?? 1000);
    this.#timer.unref();
  }

  get value(): Value {
    return this.#value;
  }

  /** Calls a listener with every new value. */
  onChange(listener: (value: Value) => void): void {
    this.#listeners.add(listener);
  }

  removeListener(listener: (value: Value) => void): void {
    this.#listeners.delete(listener);
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const { files, parse, onFault } = this.#options;
    let stamp = 'unreadable';
    try {
      stamp = (await Promise.all(files.map(async ({ path }) => stampOf(await stat(path))))).join();
      if (stamp === this.#stamp || this.#closed) return;
      const value = parse(await Promise.all(files.map(({ path }) => readFile(path))));
      this.#stamp = stamp;
      this.#faultyStamp = undefined;
      this.#value = value;
      for (const listener of this.#listeners) listener(value);
    } catch (error) {
      // Files that belong together are not all replaced at once: a fault is one that is still there next time.
      if (this.#faultyStamp === stamp && this.#stamp !== stamp) {
        this.#stamp = stamp;
        onFault(error as Error);
      }
      this.#faultyStamp = stamp;
    } finally {
      this.#looking = false;
    }
  }
}

function stampOf({ ino, size, mtimeMs, ctimeMs }: ReturnType<typeof statSync> & object): string {
  return [ino, size, mtimeMs, ctimeMs].join('/');
}

function readable<Result>({ name, path }: NamedFile, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code ?? String(error)})`;
    throw new Error(`${name}: ${path}: ${why}`, { cause: error });
  }
}
