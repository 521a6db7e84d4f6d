import type { SearchMessage, TrialMessage } from '@blockqnn/api';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { colours } from './colours.js';
import { formatSeconds, formatShare, shorten } from './format.js';
import type { DisplayStream, SearchDisplay } from './search-display.js';
import { SearchProgress, type WorkerProgress } from './search-progress.js';
import { bestText, trialLine } from './trial-line.js';

const REDRAW_MS = 500;
/** Columns that bars, numbers and names take beside the block's code. */
const BESIDE_CODE = 62;

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

  constructor(stream: DisplayStream, now: () => number) {
    this.#stream = stream;
    this.#now = now;
    this.#progress = new SearchProgress(now());
    this.#bars = new MultiBar(
      {
        stream,
        clearOnComplete: false,
        hideCursor: true,
        barsize: 18,
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
    this.#progress.observeSearch(search);
    this.#draw();
  }

  trial(trial: TrialMessage): void {
    if (this.#progress.observeTrial(trial)) this.#bars.log(`${trialLine(trial)}\n`);
    this.#draw();
  }

  workerProgress(worker: string, epochsDone: number): void {
    this.#finer.set(worker, epochsDone);
    this.#draw();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#draw();
    this.#bars.stop();
  }

  #draw(): void {
    const { search, done, total } = this.#progress;
    if (!search) return;
    const eta = this.#progress.etaSeconds(this.#now());
    const text = `${String(done)}/${String(total)} blocks, best ${bestText(search.bestTrial)}${eta === undefined || done === total ? '' : `, ${formatSeconds(eta)} left`}`;
    this.#overall ??= this.#bars.create(total, 0, { label: colours.bold('search  '), text: '' });
    this.#overall.update(done, { text });
    this.#drawWorkers();
  }

  #drawWorkers(): void {
    const atWork = new Map(this.#progress.workers.map((worker) => [worker.worker, worker]));
    for (const worker of atWork.values()) {
      if (this.#workerBars.has(worker.worker)) continue;
      const label = `worker ${String(this.#workerBars.size + 1)}`.padEnd(8);
      this.#workerBars.set(worker.worker, this.#bars.create(worker.epochsTotal, 0, { label, text: '' }));
    }
    for (const [name, bar] of this.#workerBars) {
      const worker = atWork.get(name);
      // What a worker said of its block before says nothing of the one that it has now.
      if (!worker) this.#finer.delete(name);
      const done = worker ? Math.max(worker.epochsDone, this.#finer.get(name) ?? 0) : 0;
      bar.update(done, { text: worker ? this.#workerText(worker, done) : 'waits' });
    }
  }

  #workerText({ trial, epochsTotal }: WorkerProgress, done: number): string {
    const accuracy = trial.epochs.at(-1)?.accuracy;
    const code = shorten(trial.block?.nsc ?? '', Math.max(16, (this.#stream.columns ?? 80) - BESIDE_CODE));
    const epoch = Math.min(epochsTotal, Math.floor(done) + 1);
    return `epoch ${String(epoch)}/${String(epochsTotal)}  ${code}${accuracy === undefined ? '' : `  ${formatShare(accuracy)}`}`;
  }
}
