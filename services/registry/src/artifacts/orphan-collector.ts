import { aborted, failedPrecondition } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import { collectOrphans, type CollectedBatch, type CollectOptions } from './collect-orphans.js';

export interface CollectorOptions extends Omit<CollectOptions, 'graceMs' | 'dryRun' | 'signal'> {
  /** Undefined: never collect. */
  readonly graceMs: number | undefined;
  /** Whether all that has been broadcast can have come: as long as not, what names an artifact may be on its way. */
  readonly isReady: () => boolean;
  readonly logger: Logger;
  /** From the start to the first collection by itself. */
  readonly firstMs?: number;
  /** From one to the next. */
  readonly everyMs?: number;
}

const MINUTE_MS = 60_000;
const FIRST_MS = 10 * MINUTE_MS;
const EVERY_MS = 6 * 60 * MINUTE_MS;

/** Collects orphans now and then, and when told; one collection at a time. */
export class OrphanCollector implements AsyncDisposable {
  readonly #options: CollectorOptions;
  readonly #closing = new AbortController();
  readonly #timer: NodeJS.Timeout | undefined;
  #next: NodeJS.Timeout | undefined;
  #atWork = false;
  #run: Promise<void> = Promise.resolve();

  constructor(options: CollectorOptions) {
    this.#options = options;
    if (options.graceMs === undefined) return;
    this.#timer = setTimeout(() => {
      this.#collectByItself();
      this.#next = setInterval(() => {
        this.#collectByItself();
      }, options.everyMs ?? EVERY_MS);
      this.#next.unref();
    }, options.firstMs ?? FIRST_MS);
    this.#timer.unref();
  }

  /**
   * Collects once. Rejects with ABORTED where another collection is at it, with FAILED_PRECONDITION where this
   * registry never collects.
   */
  async *collect(dryRun: boolean, signal: AbortSignal): AsyncGenerator<CollectedBatch> {
    const { graceMs } = this.#options;
    if (graceMs === undefined) {
      throw failedPrecondition(
        'COLLECTION_OFF',
        'this registry never collects artifacts; BLOCKQNN_ARTIFACT_GRACE_DAYS says so',
      );
    }
    if (this.#atWork) throw aborted('COLLECTION_UNDER_WAY', 'another collection is at it; try again later');
    this.#atWork = true;
    try {
      yield* collectOrphans({ ...this.#options, graceMs, dryRun, signal });
    } finally {
      this.#atWork = false;
    }
  }

  /** Resolves when a collection that began by itself has ended. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    clearInterval(this.#next);
    this.#closing.abort(new Error('the registry is shutting down'));
    await this.#run;
  }

  #collectByItself(): void {
    if (this.#atWork || !this.#options.isReady()) return;
    this.#run = this.#collectAndTell();
  }

  async #collectAndTell(): Promise<void> {
    const { logger } = this.#options;
    let collected = 0;
    let bytes = 0;
    let examined = 0;
    try {
      for await (const batch of this.collect(false, this.#closing.signal)) {
        examined = batch.examined;
        collected += batch.orphans.length;
        bytes += batch.orphans.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
      }
    } catch (error) {
      if (!this.#closing.signal.aborted) logger.warn({ err: error }, 'collecting artifacts broke off');
    }
    if (collected > 0) logger.info({ collected, bytes, examined }, 'artifacts that nothing names collected');
  }
}
