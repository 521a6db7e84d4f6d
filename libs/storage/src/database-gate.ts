import { storageFault, isUnavailable } from './availability.js';
import { StorageError } from './storage-error.js';
import { waitForDatabase } from './wait-for-database.js';

export interface DatabaseGateOptions {
  /** Finds out whether the database can be used, and makes it so, for instance by migrating it. */
  readonly attempt: () => Promise<unknown>;
  /** Called when the database comes (true) and goes (false); for what health says. */
  readonly onChange?: (open: boolean) => void;
  /** Called for the first failed attempt, and then at most every 10 s; for a log. */
  readonly onAway?: (error: unknown) => void;
}

/** Work that takes longer makes the gate look whether the database is still there. */
const SLOW_MS = 2_000;

/** A database that has not answered by then counts as away. */
const ANSWER_MS = 3_000;

/**
 * Stands before a database that may be away at the start or go away in mid-flight. While it is away, whoever
 * wants to use it is told at once instead of waiting for the network, and so is, within seconds, whoever uses
 * one that hangs; it is sought with growing pauses, and everything goes on when it is back.
 */
export class DatabaseGate implements Disposable {
  readonly #options: DatabaseGateOptions;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<() => void>();
  readonly #running = new Set<(error: Error) => void>();
  #open = false;
  #seeking = false;

  constructor(options: DatabaseGateOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * Makes the first attempt. Resolves when it has succeeded, or failed because the database is away: then it
   * is sought from now on. Rejects with any other error.
   */
  async start(): Promise<void> {
    try {
      await this.#options.attempt();
      this.#set(true);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      this.#seek();
    }
  }

  /**
   * Does something with the database. Rejects with {@link StorageError} `UNAVAILABLE` where it is away, at once,
   * or as soon as that is found out; what was begun may be done all the same then.
   */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (!this.#open) throw away();
    const slow = setTimeout(() => {
      this.#seek();
    }, SLOW_MS);
    let abandon: (error: Error) => void = () => undefined;
    const abandoned = new Promise<never>((_, reject) => (abandon = reject));
    this.#running.add(abandon);
    try {
      return await Promise.race([work(), abandoned]);
    } catch (error) {
      this.suspect(error);
      throw error;
    } finally {
      clearTimeout(slow);
      this.#running.delete(abandon);
    }
  }

  /** To be told of errors of work that did not go through {@link run}: those of the database are looked into. */
  suspect(error: unknown): void {
    if (storageFault(error)) this.#seek();
  }

  /** Resolves as soon as the database can be used. Rejects with the reason of the signal, or of the closing. */
  async whenOpen(signal: AbortSignal): Promise<void> {
    while (!this.#open) {
      signal.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.#waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake);
      });
    }
  }

  /** Seeks no longer; work that runs goes on, and an attempt that hangs ends with the database's connections. */
  [Symbol.dispose](): void {
    this.#closing.abort(new StorageError('UNAVAILABLE', 'the service is shutting down'));
    this.#wakeAll();
  }

  /** Looks whether the database is there; from the first failure on it counts as away. */
  #seek(): void {
    const { attempt, onAway } = this.#options;
    const { signal } = this.#closing;
    if (this.#seeking) return;
    this.#seeking = true;
    void waitForDatabase(
      async () => {
        const late = setTimeout(() => {
          this.#set(false);
        }, ANSWER_MS);
        try {
          await attempt();
        } catch (error) {
          this.#set(false);
          throw error;
        } finally {
          clearTimeout(late);
        }
      },
      // Once it has started a service waits whatever is wrong: whoever mends the database need not know of it.
      { signal, retry: () => true, ...(onAway ? { onAway } : {}) },
    )
      .then(
        () => {
          this.#set(true);
        },
        () => undefined,
      )
      .finally(() => {
        this.#seeking = false;
      });
  }

  #set(open: boolean): void {
    if (this.#open === open) return;
    this.#open = open;
    this.#options.onChange?.(open);
    if (open) this.#wakeAll();
    else for (const abandon of this.#running) abandon(away());
  }

  #wakeAll(): void {
    for (const wake of this.#waiting) wake();
  }
}

function away(): StorageError {
  return new StorageError('UNAVAILABLE', 'the database is not available');
}
