import { BarDisplay } from './bar-display.js';
import { LineDisplay } from './line-display.js';
import type { DisplayStream, SearchDisplay } from './search-display.js';

/** Live bars on a terminal, plain lines elsewhere. */
export function createSearchDisplay(stream: DisplayStream, now: () => number): SearchDisplay {
  return stream.isTTY === true ? new BarDisplay(stream, now) : new LineDisplay(stream, now);
}
