/**
 * Loaded into a service under test before anything else (`--import`). It writes what must never happen to standard
 * error as lines of JSON, without changing what the process does about it, and measures memory on SIGUSR2.
 */
import { writeSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const STANDARD_ERROR = 2;

function record(line: object): void {
  writeSync(STANDARD_ERROR, `${JSON.stringify(line)}\n`);
}

// An unhandled rejection comes here too, with its origin, as Node makes an exception of it.
process.on('uncaughtExceptionMonitor', (error: unknown, origin) => {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  record({ fuzzFault: origin, text: text.slice(0, 2000) });
});
// Listeners that pile up are a leak that memory shows much later.
process.on('warning', ({ name, message }) => {
  if (name === 'MaxListenersExceededWarning') record({ fuzzFault: 'warning', text: `${name}: ${message}` });
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  collect();
  // What finalisers and weak references held goes with the second.
  setImmediate(() => {
    collect();
    const { rss, heapUsed, external } = process.memoryUsage();
    record({ fuzzMemory: { rssBytes: rss, heldBytes: heapUsed + external } });
  });
});
