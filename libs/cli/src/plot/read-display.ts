import type { DisplayStream } from '../search-display.js';

/** From so many on reading takes seconds. */
const LONG = 20_000;

/**
 * Tells while something long is read, whose length nobody knows beforehand.
 *
 * @param noun - what is read, in the plural
 */
export function createReadDisplay(stream: DisplayStream, noun: string): (count: number) => void {
  let next = LONG;
  return (count) => {
    if (count < next) return;
    next = count * 2;
    stream.write(`${count.toLocaleString('en')} ${noun} read, and there are more\n`);
  };
}
