import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { colours } from './colours.js';
import { epochText } from './epoch-text.js';
import { formatSeconds, formatShare, shorten, wrap } from './format.js';
import type { DisplayStream, SearchDisplay } from './search-display.js';
import { stripPrefix } from './strip-prefix.js';
import { SearchProgress, type WorkerProgress } from './search-progress.js';
import { bestText, trialLine } from './trial-line.js';

const REDRAW_MS = 500;
/** Columns of labels before the bars and of the longest numbers after them. */
const BESIDE_BAR = 72;
const BAR_WIDTH = { least: 6, most: 18 };
const LABEL_WIDTH = 9;
/** Erases what a line that was there before leaves to the right of a shorter one. */
const ERASE_TO_END = '\u001b[K';

/** Live bars: one for the search, one for each worker; results scroll by above them. */
export class BarDisplay implements SearchDisplay {
  readonly #stream: DisplayStream;
  readonly #now: () => number;
  readonly #progress: SearchProgress;
  readonly #bars: MultiBar;
  #overall: SingleBar | undefined;
  readonly #workerBars = new Map<string, SingleBar>();
  /** Epochs done by each worker, with fraction; newer than what trials say. */
  readonly #finer = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  readonly #barWidth: number;

  constructor(stream: DisplayStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#progress = new SearchProgress(now());
    this.#barWidth = Math.max(BAR_WIDTH.least, Math.min(BAR_WIDTH.most, this.#columns - BESIDE_BAR));
    this.#bars = new MultiBar(
      {
        stream,
        clearOnComplete: false,
        hideCursor: true,
        barsize: this.#barWidth,
        // Ctrl-C is the caller's, who has services to stop.
        gracefulExit: false,
        emptyOnZero: true,
        format: '{label} {bar} {text}',
      },
      Presets.shades_grey,
    );
    // The time left moves on even while nothing else happens.
    this.#timer = setInterval(() => {
      this.#draw();
    }, REDRAW_MS);
    this.#timer.unref();
  }

  search(search: SearchMessage): void {
    const news = this.#progress.observeSearch(search);
    this.#draw();
    if (news !== undefined) this.notice(news);
  }

  trial(trial: TrialMessage): void {
    if (this.#progress.observeTrial(trial)) this.#log(trialLine(trial, this.#columns));
    this.#draw();
  }

  workerProgress(worker: string, epochsDone: number): void {
    this.#finer.set(worker, epochsDone);
    this.#draw();
  }

  notice(text: string): void {
    this.#log(wrap(text, this.#columns));
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#draw();
    // Stopping alone would lose lines that are not drawn yet.
    if (this.#overall) this.#bars.update();
    this.#bars.stop();
  }

  get #columns(): number {
    return this.#stream.columns ?? 80;
  }

  /** Lines that stay, above the bars. Wrapping is off while bars are drawn: each has to fit. */
  #log(lines: string): void {
    for (const line of lines.split('\n')) this.#bars.log(`${line}${ERASE_TO_END}\n`);
  }

  #draw(): void {
    const { search, done, total } = this.#progress;
    if (!search) return;
    const eta = this.#progress.etaSeconds(this.#now());
    const state =
      search.state === 'SEARCH_STATE_RUNNING' ? '' : `, ${stripPrefix(search.state, 'SEARCH_STATE_')}`;
    const left = eta === undefined || done === total ? '' : `, ${formatSeconds(eta)} left`;
    const text = `${String(done)}/${String(total)} blocks, best ${bestText(search.bestTrial)}${state}${left}`;
    this.#overall ??= this.#bars.create(total, 0, { label: colours.bold('search  '), text: '' });
    this.#overall.update(done, { text });
    this.#drawWorkers();
  }

  #drawWorkers(): void {
    const atWork = new Map(this.#progress.workers.map((worker) => [worker.worker, worker]));
    for (const worker of atWork.values()) {
      if (this.#workerBars.has(worker.worker)) continue;
      const label = `worker ${String(this.#workerBars.size + 1)}`.padEnd(8);
      this.#workerBars.set(worker.worker, this.#bars.create(worker.epochs.total, 0, { label, text: '' }));
    }
    for (const [name, bar] of this.#workerBars) {
      const worker = atWork.get(name);
      // What a worker said of its block before says nothing of the one that it has now.
      if (!worker) this.#finer.delete(name);
      const done = worker ? this.#epochsDone(worker) : 0;
      bar.update(done, { text: worker ? this.#workerText(worker, done) : 'waits' });
      // Nobody waits for anything any more.
      if (!worker && this.#progress.search?.state === 'SEARCH_STATE_COMPLETED') {
        this.#bars.remove(bar);
        this.#workerBars.delete(name);
      }
    }
  }

  /** Since the last restart, with the fraction of the running epoch where it is known. */
  #epochsDone({ worker, epochs }: WorkerProgress): number {
    const finer = (this.#finer.get(worker) ?? 0) - epochs.restarts;
    return Math.min(epochs.total, Math.max(epochs.done, finer));
  }

  #workerText({ trial, epochs }: WorkerProgress, done: number): string {
    const accuracy = trial.epochs.at(-1)?.accuracy;
    const before = epochText(Math.min(epochs.total, Math.floor(done) + 1), epochs);
    const after = accuracy === undefined ? '' : `  ${formatShare(accuracy)}`;
    const room = this.#columns - LABEL_WIDTH - this.#barWidth - before.length - after.length - 4;
    return `${before}  ${shorten(trial.block?.nsc ?? '', Math.max(1, room))}${after}`;
  }
}
