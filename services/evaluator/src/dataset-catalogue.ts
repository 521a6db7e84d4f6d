import type { Clock } from '@blockqnn/telemetry';
import type { DatasetInfo } from './dataset-info.js';

/** How long blocks on a dataset that did not open are left to other evaluators. */
const QUARANTINE_MS = 5 * 60_000;

/** The image sets of an evaluator, and which of them turned out not to open. */
export class DatasetCatalogue {
  readonly all: readonly DatasetInfo[];
  readonly #clock: Clock;
  readonly #unusableUntilMs = new Map<string, number>();

  constructor(all: readonly DatasetInfo[], clock: Clock) {
    this.all = all;
    this.#clock = clock;
  }

  find(name: string): DatasetInfo | undefined {
    return this.all.find((dataset) => dataset.name === name);
  }

  /** Names of the datasets to ask for blocks on. */
  get usableNames(): string[] {
    const nowMs = this.#clock.now();
    return this.all.map(({ name }) => name).filter((name) => (this.#unusableUntilMs.get(name) ?? 0) <= nowMs);
  }

  /**
   * To be called when a dataset did not open: its blocks would come back to this evaluator at once, and
   * use up all their attempts here.
   */
  setAside(name: string): void {
    this.#unusableUntilMs.set(name, this.#clock.now() + QUARANTINE_MS);
  }
}
