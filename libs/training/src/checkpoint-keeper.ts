import type { CheckpointStore } from './checkpoint.js';
import type { OpenNetwork } from './engine.js';
import type { Stopwatch } from './stopwatch.js';
import type { TrainingIdentity } from './training-identity.js';
import { epochsDone, type TrainingProgress } from './training-progress.js';

export interface CheckpointKeeperOptions {
  readonly store: CheckpointStore;
  readonly network: OpenNetwork;
  readonly identity: TrainingIdentity;
  readonly watch: Stopwatch;
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Milliseconds from one checkpoint to the next within an epoch, at least. */
  readonly intervalMs: number;
  /** After it a checkpoint is kept whatever it costs. */
  readonly lastEpoch: number;
}

/** A checkpoint is followed by so many times the time that it took, so that all of them cost at most 2 %. */
const REST = 49;

/**
 * Decides when a checkpoint is written: at the end of an epoch, within one after the interval, and never
 * so often that writing takes a larger share of the time than {@link REST} allows.
 */
export class CheckpointKeeper {
  readonly #options: CheckpointKeeperOptions;
  #endMs: number;
  #costMs = 0;
  #unkept: TrainingProgress | undefined;

  constructor(options: CheckpointKeeperOptions) {
    this.#options = options;
    this.#endMs = options.now();
  }

  async observe(progress: TrainingProgress): Promise<void> {
    this.#unkept = progress;
    if (!this.#isDue(progress)) return;
    const startMs = this.#options.now();
    await this.keep();
    this.#endMs = this.#options.now();
    this.#costMs = this.#endMs - startMs;
  }

  /** Keeps what was observed last, where it is not kept; the network has to be there still. */
  async keep(): Promise<void> {
    const progress = this.#unkept;
    if (!progress) return;
    const { store, network, identity, watch } = this.#options;
    await store.write({ identity, progress, network: await network.readState(), seconds: watch.seconds });
    this.#unkept = undefined;
  }

  #isDue(progress: TrainingProgress): boolean {
    const { now, intervalMs, lastEpoch, identity } = this.#options;
    if (!progress.position && epochsDone(progress, identity.recipe) === lastEpoch) return true;
    const restMs = REST * this.#costMs;
    return now() - this.#endMs >= (progress.position ? Math.max(intervalMs, restMs) : restMs);
  }
}
