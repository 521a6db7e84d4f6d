import type { EvaluatorMethods } from '@blockqnn/api';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import { formatCount, formatLoss, formatSeconds, formatShare, wrap } from '../format.js';
import type { DisplayStream } from '../search-display.js';
import { epochLine } from './epoch-line.js';
import { openingLine } from './opening-line.js';
import { TrainingProgress } from './training-progress.js';

type Response = EvaluatorMethods['trainModel']['response'];

/** Shows a full training while it goes on. */
export interface TrainingDisplay {
  show(event: Response): void;
  notice(text: string): void;
  /** Leaves the terminal as it found it. */
  stop(): void;
}

/** A live bar on a terminal, plain lines elsewhere. */
export function createTrainingDisplay(stream: DisplayStream): TrainingDisplay {
  return stream.isTTY === true ? new TrainingBar(stream) : new TrainingLines(stream);
}

/** A line for each epoch: for logs and pipes. */
class TrainingLines implements TrainingDisplay {
  readonly #stream: DisplayStream;
  readonly #progress = new TrainingProgress();

  constructor(stream: DisplayStream) {
    this.#stream = stream;
  }

  show(event: Response): void {
    const progress = this.#progress;
    progress.observe(event);
    const opening = openingLine(event);
    if (opening !== undefined) this.notice(opening);
    const last = event.epoch && progress.done.at(-1);
    if (!last) return;
    const { best, current, count } = progress;
    const pace = current?.imagesPerSecond ? `  ${formatCount(current.imagesPerSecond)} images/s` : '';
    const left = current?.remainingSeconds;
    // The last progress was told before the rest of the epoch was done.
    const eta = left === undefined || count.done >= count.total ? '' : `  ${formatSeconds(left)} left`;
    this.notice(`${epochLine(last, count)}  best ${formatShare(best?.accuracy ?? 0)}${pace}${eta}`);
  }

  notice(text: string): void {
    this.#stream.write(`${text}\n`);
  }

  stop(): void {
    // Lines leave nothing behind.
  }
}

/** Columns of everything in the bar's line but the bar, at most. */
const BESIDE_BAR = 69;
const BAR_WIDTH = { least: 6, most: 30 };
/** Erases what a line that was there before leaves to the right of a shorter one. */
const ERASE_TO_END = '\u001b[K';

/** A bar for the epoch under way; finished epochs scroll by above it. */
class TrainingBar implements TrainingDisplay {
  readonly #stream: DisplayStream;
  readonly #progress = new TrainingProgress();
  readonly #bars: MultiBar;
  #bar: SingleBar | undefined;

  constructor(stream: DisplayStream) {
    this.#stream = stream;
    this.#bars = new MultiBar(
      {
        stream,
        clearOnComplete: true,
        hideCursor: true,
        barsize: Math.max(BAR_WIDTH.least, Math.min(BAR_WIDTH.most, this.#columns - BESIDE_BAR)),
        // Ctrl-C is the caller's, who has a checkpoint to keep.
        gracefulExit: false,
        emptyOnZero: true,
        format: '{label} {bar} {text}',
      },
      Presets.shades_grey,
    );
  }

  show(event: Response): void {
    this.#progress.observe(event);
    const opening = openingLine(event);
    if (opening !== undefined) this.notice(opening);
    const last = event.epoch && this.#progress.done.at(-1);
    if (last) this.notice(epochLine(last, this.#progress.count));
    if (event.progress || last) this.#draw();
  }

  notice(text: string): void {
    // Before there is a bar, nothing would draw the line.
    if (this.#bar === undefined) this.#stream.write(`${wrap(text, this.#columns)}\n`);
    else for (const line of wrap(text, this.#columns).split('\n')) this.#bars.log(`${line}${ERASE_TO_END}\n`);
  }

  stop(): void {
    // Stopping alone would lose lines that are not drawn yet.
    if (this.#bar) this.#bars.update();
    this.#bars.stop();
  }

  get #columns(): number {
    return this.#stream.columns ?? 80;
  }

  #draw(): void {
    const { current, count, best, thrownAway } = this.#progress;
    if (!current) return;
    const parts = [
      // Unknown before the second step.
      ...(current.imagesPerSecond > 0 ? [`${formatCount(current.imagesPerSecond)} images/s`] : []),
      `loss ${formatLoss(current.loss, 3)}`,
      ...(best ? [`best ${formatShare(best.accuracy)}`] : []),
      ...(current.remainingSeconds === undefined ? [] : [`${formatSeconds(current.remainingSeconds)} left`]),
    ];
    const label = `${String(current.epoch - thrownAway)}/${String(count.total)}`;
    this.#bar ??= this.#bars.create(current.imagesPerEpoch, 0, { label, text: '' });
    this.#bar.setTotal(current.imagesPerEpoch);
    this.#bar.update(current.images, { label, text: parts.join(' · ') });
  }
}
