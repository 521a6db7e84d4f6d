import type { CliContext } from '@blockqnn/cli';
import { EXIT_CODES } from '@blockqnn/cli';
import { systemClock } from '@blockqnn/telemetry';

/** However busy the machine, an echo of the first signal is there in this time; people are slower. */
const ECHO_MS = 300;

/**
 * This process as the command sees it. The first Ctrl-C or SIGTERM aborts the signal, and what runs winds
 * down; the second ends the process at once. npm passes on what the terminal has sent already, so what comes
 * right after the first is the same Ctrl-C.
 *
 * @param listensForSignals - false where what runs does so itself
 */
export function processContext(listensForSignals = true): CliContext {
  const stopping = new AbortController();
  let firstMs = Number.POSITIVE_INFINITY;
  const stop = () => {
    if (performance.now() - firstMs > ECHO_MS) process.exit(EXIT_CODES.interrupted);
    firstMs = Math.min(firstMs, performance.now());
    stopping.abort(new Error('interrupted'));
  };
  // A reader that has seen enough (`… | head`) is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      stopping.abort(error);
    });
  }
  if (listensForSignals) {
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    signal: stopping.signal,
    now: () => systemClock.now(),
  };
}
