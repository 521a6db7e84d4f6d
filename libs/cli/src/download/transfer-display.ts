import { Presets, SingleBar } from 'cli-progress';
import { formatCount } from '../format.js';
import type { DisplayStream } from '../search-display.js';

const BAR_WIDTH = 30;
/** From here on a transfer takes long enough that a log wants a line for each quarter. */
const LARGE_BYTES = 10e6;
/** A registry may have to write or get first what it sends; who waits longer wants to know. */
const QUIET_MS = 1500;

/** Shows bytes that come: a bar on a terminal, elsewhere a line for each quarter of a large transfer. */
export class TransferDisplay {
  readonly #stream: DisplayStream;
  readonly #waiting: NodeJS.Timeout;
  #bar: SingleBar | undefined;
  #quarter = 0;

  /** @param waiting - what the registry does before the first bytes come, a sentence */
  constructor(stream: DisplayStream, waiting: string) {
    this.#stream = stream;
    this.#waiting = setTimeout(() => {
      stream.write(`${waiting}\n`);
    }, QUIET_MS);
    this.#waiting.unref();
  }

  update(done: number, total: number): void {
    clearTimeout(this.#waiting);
    if (this.#stream.isTTY === true) this.#draw(done, total);
    else if (total >= LARGE_BYTES) this.#tell(done, total);
  }

  /** A line that stays, above the bar. */
  notice(text: string): void {
    this.stop();
    this.#stream.write(`${text}\n`);
  }

  /** Leaves the terminal as it found it. */
  stop(): void {
    clearTimeout(this.#waiting);
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #draw(done: number, total: number): void {
    if (!this.#bar) {
      this.#bar = new SingleBar(
        {
          stream: this.#stream,
          barsize: BAR_WIDTH,
          hideCursor: true,
          clearOnComplete: true,
          // Ctrl-C is the caller's, who has a call to end.
          gracefulExit: false,
          format: '{bar} {size} of {all}, {eta_formatted} left',
        },
        Presets.shades_grey,
      );
      this.#bar.start(total, done, sizes(done, total));
    }
    this.#bar.update(done, sizes(done, total));
  }

  #tell(done: number, total: number): void {
    const quarter = Math.floor((4 * done) / total);
    if (quarter === this.#quarter) return;
    this.#quarter = quarter;
    const { size, all } = sizes(done, total);
    this.#stream.write(`${size} of ${all}\n`);
  }
}

function sizes(done: number, total: number) {
  return { size: `${formatCount(done)}B`, all: `${formatCount(total)}B` };
}
