import { Worker } from 'node:worker_threads';
import type { Hdf5Reply, Hdf5Request, Hdf5Work } from './hdf5-messages.js';

/** Beside `src` and `dist` alike. */
const PROGRAM = new URL('../../bin/hdf5-thread.js', import.meta.url);

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The thread that writes HDF5 files, one for all that are being written: each would hold some 30 MB of
 * program. It starts with the first file and ends with the last.
 */
export class Hdf5Thread implements AsyncDisposable {
  static #running: Hdf5Thread | undefined;
  readonly #worker = new Worker(PROGRAM);
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;
  #users = 0;
  /** Why nobody answers any more. */
  #ended: Error | undefined;

  /** Whoever gets it disposes of it. */
  static use(): Hdf5Thread {
    const thread = (Hdf5Thread.#running ??= new Hdf5Thread());
    thread.#users += 1;
    return thread;
  }

  private constructor() {
    this.#worker.on('message', ({ id, failure }: Hdf5Reply) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (failure === undefined) waiting?.resolve();
      else waiting?.reject(new Error(failure));
    });
    this.#worker.on('error', (error) => {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    });
    this.#worker.on('exit', () => {
      this.#end(new Error('the thread that writes HDF5 ended'));
    });
  }

  /** Rejects with the system's reason where it cannot be done. */
  async ask(path: string, work: Hdf5Work): Promise<void> {
    if (this.#ended) throw this.#ended;
    const id = (this.#requests += 1);
    const answer = new Promise<void>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    const { message, moved } = movable(work);
    this.#worker.postMessage({ id, path, ...message } satisfies Hdf5Request, moved);
    await answer.catch((error: unknown) => {
      throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    if (Hdf5Thread.#running === this) Hdf5Thread.#running = undefined;
    await this.#worker.terminate();
  }

  /** Nobody is answered any more; the next file starts another thread. */
  #end(reason: Error): void {
    this.#ended = reason;
    if (Hdf5Thread.#running === this) Hdf5Thread.#running = undefined;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}

/** An array may be a part of a file in memory, all of which would be sent along: a copy of the part alone is. */
function movable(work: Hdf5Work): { readonly message: Hdf5Work; readonly moved: ArrayBuffer[] } {
  if (work.kind !== 'dataset') return { message: work, moved: [] };
  const data = work.data.slice();
  return { message: { ...work, data }, moved: [data.buffer] };
}
