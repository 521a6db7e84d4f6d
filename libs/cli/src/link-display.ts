import type { LinkReporter } from '@blockqnn/training/linking';
import { Presets, SingleBar } from 'cli-progress';
import type { DisplayStream } from './search-display.js';

/** Shares of a step at which a log gets a line. */
const LINE_SHARE = 0.25;

/** Shows linking: a line for each step, below it a bar on a terminal and a few lines elsewhere. */
export class LinkDisplay implements LinkReporter {
  readonly #stream: DisplayStream;
  #bar: SingleBar | undefined;
  /** The next share that gets a line. */
  #due = LINE_SHARE;

  constructor(stream: DisplayStream) {
    this.#stream = stream;
  }

  step(text: string): void {
    this.stop();
    this.#due = LINE_SHARE;
    this.#stream.write(`${text} …\n`);
  }

  progress(doneBytes: number, totalBytes: number): void {
    if (this.#stream.isTTY === true) {
      this.#bar ??= this.#startBar(totalBytes);
      this.#bar.update(megabytes(doneBytes));
    } else if (doneBytes >= this.#due * totalBytes) {
      this.#stream.write(`  ${String(megabytes(doneBytes))} of ${String(megabytes(totalBytes))} MB\n`);
      this.#due = (Math.floor(doneBytes / totalBytes / LINE_SHARE) + 1) * LINE_SHARE;
    }
  }

  /** Leaves the terminal as it found it. */
  stop(): void {
    this.#bar?.stop();
    this.#bar = undefined;
  }

  #startBar(totalBytes: number): SingleBar {
    const bar = new SingleBar(
      {
        stream: this.#stream,
        hideCursor: true,
        gracefulExit: false,
        format: '  {bar} {value} of {total} MB, {eta_formatted} left',
      },
      Presets.shades_grey,
    );
    bar.start(megabytes(totalBytes), 0);
    return bar;
  }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
