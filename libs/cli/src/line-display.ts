import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { countEpochs } from '@blockqnn/training/recipes';
import { epochText } from './epoch-text.js';
import { formatSeconds, formatShare, shorten } from './format.js';
import type { DisplayStream, SearchDisplay } from './search-display.js';
import { SearchProgress } from './search-progress.js';
import { bestText, trialLine } from './trial-line.js';

/** A line for each epoch and each result: for logs and pipes. */
export class LineDisplay implements SearchDisplay {
  readonly #stream: DisplayStream;
  readonly #now: () => number;
  readonly #progress: SearchProgress;
  readonly #epochsShown = new Map<string, number>();

  constructor(stream: DisplayStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#progress = new SearchProgress(now());
  }

  search(search: SearchMessage): void {
    const news = this.#progress.observeSearch(search);
    if (news !== undefined) this.#write(news);
  }

  trial(trial: TrialMessage): void {
    if (this.#progress.observeTrial(trial)) {
      this.#write(`${this.#position()} ${trialLine(trial)}  ${this.#outlook(trial)}`);
      return;
    }
    if (trial.state !== 'TRIAL_STATE_LEASED') return;
    const attempt = `${trial.name}#${String(trial.attempt)}`;
    const last = trial.epochs.at(-1);
    const recipe = this.#progress.search?.spec?.recipe;
    if (!last || !recipe || trial.epochs.length <= (this.#epochsShown.get(attempt) ?? 0)) return;
    this.#epochsShown.set(attempt, trial.epochs.length);
    const count = countEpochs(trial.epochs, recipe);
    this.#write(
      `${this.#position()}   ${trial.worker}: ${epochText(count.done, count)}, accuracy ${formatShare(last.accuracy)}, ` +
        shorten(trial.block?.nsc ?? '', 40),
    );
  }

  notice(text: string): void {
    this.#write(text);
  }

  workerProgress(): void {
    // A line for each epoch is enough.
  }

  stop(): void {
    // Lines leave nothing behind.
  }

  #position(): string {
    const total = String(this.#progress.total);
    return `[${String(this.#progress.done).padStart(total.length)}/${total}]`;
  }

  #outlook(trial: TrialMessage): string {
    const known = this.#progress.search?.bestTrial;
    // The trial's own message may come before the search's that names it the best.
    const best = trial.measurement && trial.reward > (known?.reward ?? -Infinity) ? trial : known;
    const eta = this.#progress.etaSeconds(this.#now());
    return `| best ${bestText(best)}${eta === undefined ? '' : `, ${formatSeconds(eta)} left`}`;
  }

  #write(line: string): void {
    this.#stream.write(`${line}\n`);
  }
}
