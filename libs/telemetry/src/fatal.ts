import type { DestinationStream } from 'pino';
import { createLogger } from './logger.js';

/** Where the end of a program is told. */
export type FatalStream = DestinationStream & { readonly isTTY?: boolean };

/**
 * Tells why a program ends: on a terminal in plain words, elsewhere as a line of its log, which whoever collects
 * logs can read like the others.
 */
export function logFatal(service: string, error: unknown, stream: FatalStream = process.stderr): void {
  const message = error instanceof Error ? error.message : String(error);
  if (stream.isTTY === true) stream.write(`${message}\n`);
  else createLogger({ service, level: 'fatal', destination: stream }).fatal({ err: error }, message);
}
