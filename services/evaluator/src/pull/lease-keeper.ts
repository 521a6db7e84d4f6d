import { setTimeout as sleep } from 'node:timers/promises';
import { epochToProto, type ControllerMethods } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { Logger } from '@blockqnn/telemetry';
import type { Epoch } from '@blockqnn/training/recipes';
import { describeError, isFinal, isLeaseLost, retryDelayOf } from './controller-error.js';
import { endFromProto, type EndOfLease } from './end-of-lease.js';

export interface LeaseKeeperOptions {
  readonly controller: Client<ControllerMethods>;
  /** Resource name. */
  readonly trial: string;
  readonly leaseToken: string;
  /** How far each report extends the lease. */
  readonly leaseMs: number;
  /**
   * Called when there is no point in going on, once for each reason. After all but `enough` the lease is
   * let go; after `enough` a result is to come, so it is kept.
   */
  readonly onEnd: (end: EndOfLease) => void;
  readonly logger: Logger;
}

const RETRY_MS = 1000;
/** A report never comes sooner than this after another, however fast epochs end. */
const LEAST_INTERVAL_MS = 200;

/**
 * Keeps a trial's lease: reports epochs when they end, and extends the lease three times as often as it
 * would expire even where none ends. A controller that is away is asked again until it is back; only
 * the controller says whether a lease is lost. Runs in the service, not in the child, so training code
 * that blocks its process costs no lease.
 */
export class LeaseKeeper implements AsyncDisposable {
  readonly #options: LeaseKeeperOptions;
  readonly #stopping = new AbortController();
  readonly #keeping: Promise<void>;
  #unreported: Epoch[] = [];
  #enough = false;
  #wake: () => void = () => undefined;

  constructor(options: LeaseKeeperOptions) {
    this.#options = options;
    this.#keeping = this.#keep();
  }

  /** Adds an epoch to the next report, which follows at once. */
  report(epoch: Epoch): void {
    this.#unreported.push(epoch);
    this.#wake();
  }

  /** Reports no more. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#keeping;
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    const intervalMs = Math.max(LEAST_INTERVAL_MS, this.#options.leaseMs / 3);
    for (;;) {
      await this.#epochOr(intervalMs);
      if (signal.aborted) return;
      const end = await this.#extend(intervalMs);
      if (end === 'enough') {
        if (!this.#enough) this.#options.onEnd(end);
        this.#enough = true;
      } else if (end !== undefined) {
        this.#options.onEnd(end);
        return;
      }
      await sleep(LEAST_INTERVAL_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when there is an epoch to report, and after the given time in any case. */
  async #epochOr(timeoutMs: number): Promise<void> {
    if (this.#unreported.length > 0 || this.#stopping.signal.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #extend(deadlineMs: number): Promise<EndOfLease | undefined> {
    const { controller, trial, leaseToken, logger } = this.#options;
    const epochs = this.#unreported;
    this.#unreported = [];
    try {
      const answer = await controller.reportProgress(
        { trial, leaseToken, epochs: epochs.map(epochToProto) },
        { signal: this.#stopping.signal, deadlineMs },
      );
      return endFromProto(answer);
    } catch (error) {
      if (this.#stopping.signal.aborted) return undefined;
      if (isLeaseLost(error)) return 'lost';
      logger.warn({ error: describeError(error) }, 'progress not reported');
      // Epochs that are refused would be refused again and must not cost the lease; the result carries them anyway.
      if (!isFinal(error)) this.#unreported.unshift(...epochs);
      const delayMs = Math.min(deadlineMs, Math.max(RETRY_MS, retryDelayOf(error) ?? 0));
      await sleep(delayMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      return undefined;
    }
  }
}
