import type { ArtifactKind } from '@blockqnn/api';
import { waitForDatabase } from '@blockqnn/storage';
import {
  ArtifactStoreError,
  type ArtifactId,
  type ArtifactInfo,
  type ArtifactStore,
  type LocalArtifact,
  type VerifiedFile,
} from './artifact-store.js';

export interface WatchOptions {
  /** Called when the store comes (true) and goes (false); for what health says. */
  readonly onChange?: (open: boolean) => void;
  /** Called for the first failed attempt, and then at most every 10 s; for a log. */
  readonly onAway?: (error: unknown) => void;
}

/**
 * A store that may be away at the start or go away in mid-flight. While it is away, whoever wants to use it is told at
 * once instead of waiting for the network; it is sought with growing pauses, and everything goes on when it is back.
 */
export class WatchedArtifacts implements ArtifactStore {
  readonly #store: ArtifactStore;
  readonly #options: WatchOptions;
  readonly #closing = new AbortController();
  #open = false;
  #seeking = false;

  constructor(store: ArtifactStore, options: WatchOptions = {}) {
    this.#store = store;
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /**
   * Makes the first attempt. Resolves when it has succeeded, or failed because the store is away: then it is sought
   * from now on. Rejects with any other error, such as an ArtifactStoreError `REFUSED`.
   */
  async start(): Promise<void> {
    try {
      await this.#store.check();
      this.#set(true);
    } catch (error) {
      if (!(error instanceof ArtifactStoreError) || error.code !== 'UNAVAILABLE') throw error;
      this.#seek();
    }
  }

  put(artifact: ArtifactId, file: VerifiedFile, signal: AbortSignal): Promise<void> {
    return this.#run(() => this.#store.put(artifact, file, signal));
  }

  open(artifact: ArtifactId, signal: AbortSignal): Promise<LocalArtifact | undefined> {
    return this.#run(() => this.#store.open(artifact, signal));
  }

  find(artifact: ArtifactId): Promise<ArtifactInfo | undefined> {
    return this.#run(() => this.#store.find(artifact));
  }

  touch(artifact: ArtifactId): Promise<boolean> {
    return this.#run(() => this.#store.touch(artifact));
  }

  async *list(kind: ArtifactKind, after?: string): AsyncGenerator<ArtifactInfo> {
    const infos = this.#store.list(kind, after)[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.#run(() => infos.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await infos.return?.();
    }
  }

  delete(artifact: ArtifactId): Promise<void> {
    return this.#run(() => this.#store.delete(artifact));
  }

  check(): Promise<void> {
    return this.#run(() => this.#store.check());
  }

  /** Seeks no longer, and closes the store. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort(new Error('the service is shutting down'));
    await this.#store[Symbol.asyncDispose]();
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!this.#open) throw new ArtifactStoreError('UNAVAILABLE', 'the artifact store is not available');
    try {
      return await work();
    } catch (error) {
      if (error instanceof ArtifactStoreError && error.code !== 'FULL' && error.code !== 'CORRUPT') {
        this.#options.onAway?.(error);
        this.#seek();
      }
      throw error;
    }
  }

  /** Looks whether the store is there; from the first failure on it counts as away. */
  #seek(): void {
    if (this.#seeking) return;
    this.#seeking = true;
    const { onAway } = this.#options;
    const attempt = async (): Promise<void> => {
      try {
        await this.#store.check();
      } catch (error) {
        this.#set(false);
        throw error;
      }
    };
    // Once it has started a service waits whatever is wrong: whoever mends the store need not know of it.
    void waitForDatabase(attempt, {
      signal: this.#closing.signal,
      retry: () => true,
      ...(onAway ? { onAway } : {}),
    })
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
    if (this.#open === open || this.#closing.signal.aborted) return;
    this.#open = open;
    this.#options.onChange?.(open);
  }
}
