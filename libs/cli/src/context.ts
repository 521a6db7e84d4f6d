import type { DisplayStream } from './search-display.js';

/** What the command takes from its process, passed in so that tests can run it in theirs. */
export interface CliContext {
  readonly stdout: DisplayStream;
  readonly stderr: DisplayStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly now: () => number;
}

export function print(context: CliContext, text: string): void {
  context.stdout.write(`${text}\n`);
}

export function printJson(context: CliContext, value: unknown): void {
  print(context, JSON.stringify(value, undefined, 2));
}
