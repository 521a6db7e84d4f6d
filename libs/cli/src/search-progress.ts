import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { countEpochs, type EpochCount } from '@blockqnn/training/recipes';
import { evaluatedCount, searchNews } from './search-news.js';

/** What one worker does at present. */
export interface WorkerProgress {
  readonly worker: string;
  readonly trial: TrialMessage;
  readonly epochs: EpochCount;
}

/**
 * Follows a search through the messages of WatchSearch: how far it is, who does what, and when it will
 * be done. Pure: time is passed in, in milliseconds.
 */
export class SearchProgress {
  readonly #startedAtMs: number;
  #search: SearchMessage | undefined;
  readonly #atWork = new Map<string, TrialMessage>();
  readonly #completed = new Set<string>();
  /** Trials that were complete when watching began say nothing about the speed now. */
  #before = 0;

  constructor(startedAtMs: number) {
    this.#startedAtMs = startedAtMs;
  }

  /** Gives what there is to say of the search as a whole; undefined where nothing changed. */
  observeSearch(search: SearchMessage): string | undefined {
    if (!this.#search) this.#before = evaluatedCount(search);
    const news = searchNews(this.#search, search);
    this.#search = search;
    return news;
  }

  /** Whether this message is the first to say that the trial is complete. */
  observeTrial(trial: TrialMessage): boolean {
    if (trial.state === 'TRIAL_STATE_LEASED') {
      this.#atWork.set(trial.name, trial);
      return false;
    }
    this.#atWork.delete(trial.name);
    const { state, origin } = trial;
    const noResult = state === 'TRIAL_STATE_PENDING' || state === 'TRIAL_STATE_CANCELLED';
    // What was measured elsewhere is no progress here.
    if (noResult || origin !== '' || this.#completed.has(trial.name)) return false;
    this.#completed.add(trial.name);
    return true;
  }

  get search(): SearchMessage | undefined {
    return this.#search;
  }

  /** Trials of the budget that have a result. */
  get done(): number {
    const counted = this.#search ? evaluatedCount(this.#search) : 0;
    return Math.max(counted, this.#before + this.#completed.size);
  }

  get total(): number {
    return this.#search?.spec?.budget?.maxEvaluations ?? 0;
  }

  /** By worker's name. */
  get workers(): readonly WorkerProgress[] {
    const recipe = this.#search?.spec?.recipe;
    if (!recipe) return [];
    return [...this.#atWork.values()]
      .map((trial) => ({ worker: trial.worker, trial, epochs: countEpochs(trial.epochs, recipe) }))
      .sort((a, b) => (a.worker < b.worker ? -1 : 1));
  }

  /** Seconds to the end at the speed so far; undefined before the first result, and unless the search runs. */
  etaSeconds(nowMs: number): number | undefined {
    if (this.#search?.state !== 'SEARCH_STATE_RUNNING') return undefined;
    const here = this.done - this.#before;
    if (here <= 0) return undefined;
    return ((nowMs - this.#startedAtMs) / 1000 / here) * Math.max(0, this.total - this.done);
  }
}
