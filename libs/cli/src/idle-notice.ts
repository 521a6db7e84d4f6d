import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import type { SearchDisplay } from './search-display.js';

const AFTER_MS = 10_000;

/** A display that says once, where a search gets no worker, what is missing: it would be silent for ever. */
export class IdleNotice implements SearchDisplay {
  readonly #display: SearchDisplay;
  readonly #afterMs: number;
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(display: SearchDisplay, afterMs = AFTER_MS) {
    this.#display = display;
    this.#afterMs = afterMs;
  }

  search(search: SearchMessage): void {
    this.#display.search(search);
    // A paused search hands nothing out, whoever asks.
    const idle = search.state === 'SEARCH_STATE_RUNNING' && search.openCount === 0;
    if (!idle || this.#over) this.#disarm();
    else this.#timer ??= this.#arm(search);
  }

  trial(trial: TrialMessage): void {
    this.#end();
    this.#display.trial(trial);
  }

  workerProgress(worker: string, epochsDone: number): void {
    this.#display.workerProgress(worker, epochsDone);
  }

  notice(text: string): void {
    this.#display.notice(text);
  }

  stop(): void {
    this.#end();
    this.#display.stop();
  }

  #arm({ spec }: SearchMessage): NodeJS.Timeout {
    return setTimeout(() => {
      this.#end();
      this.#display.notice(noWorker(spec?.dataset ?? ''));
    }, this.#afterMs);
  }

  #disarm(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #end(): void {
    this.#over = true;
    this.#disarm();
  }
}

function noWorker(dataset: string): string {
  const [name = ''] = dataset.split('?');
  const which = name === 'procedural' ? '' : ` whose BLOCKQNN_DATASETS has ${name}`;
  return `No worker has asked for blocks on ${name} yet; start one${which}: blockqnn serve evaluator`;
}
