import { Presets, SingleBar } from 'cli-progress';
import type { DisplayStream } from './search-display.js';

/** Shows how much of a known amount is done. */
export interface CountDisplay {
  update(done: number, total: number): void;
  /** Says something besides, on a line of its own. */
  notice(text: string): void;
  /** Leaves the terminal as it found it. */
  stop(): void;
}

const BAR_WIDTH = 30;
const CLEAR_LINE = '\r\u001b[K';

/**
 * A bar on a terminal, elsewhere a line for each tenth.
 *
 * @param noun - what is counted, in the plural
 */
export function createCountDisplay(stream: DisplayStream, noun: string): CountDisplay {
  return stream.isTTY === true ? countBar(stream, noun) : countLines(stream, noun);
}

function countBar(stream: DisplayStream, noun: string): CountDisplay {
  const bar = new SingleBar(
    {
      stream,
      barsize: BAR_WIDTH,
      hideCursor: true,
      // Ctrl-C is the caller's, who has a call to end.
      gracefulExit: false,
      emptyOnZero: true,
      format: `{bar} {value}/{total} ${noun}, {eta_formatted} left`,
    },
    Presets.shades_grey,
  );
  let started = false;
  let shown = 0;
  return {
    update: (done, total) => {
      shown = done;
      if (started) bar.update(done);
      else bar.start(total, done);
      started = true;
      bar.setTotal(total);
    },
    notice: (text) => {
      stream.write(`${CLEAR_LINE}${text}\n`);
      if (started) bar.update(shown);
    },
    stop: () => {
      if (started) bar.stop();
    },
  };
}

function countLines(stream: DisplayStream, noun: string): CountDisplay {
  let shown = -1;
  return {
    update: (done, total) => {
      const tenth = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (tenth === shown) return;
      shown = tenth;
      stream.write(`${String(done)}/${String(total)} ${noun}\n`);
    },
    notice: (text) => {
      stream.write(`${text}\n`);
    },
    stop: () => undefined,
  };
}
