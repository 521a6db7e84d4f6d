import { createLogger, type Logger } from '@blockqnn/telemetry';

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly err?: { readonly message: string };
}

/** A logger, and what it wrote. */
export function recordingLogger(): {
  readonly logger: Logger;
  readonly lines: LogLine[];
  text: () => string;
} {
  let text = '';
  const lines: LogLine[] = [];
  const write = (line: string): void => {
    text += line;
    lines.push(JSON.parse(line) as LogLine);
  };
  return { logger: createLogger({ service: 'test', destination: { write } }), lines, text: () => text };
}
