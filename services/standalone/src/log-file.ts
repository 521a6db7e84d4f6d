import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { UsageError } from '@blockqnn/cli';
import { makeFolder } from '@blockqnn/storage';
import { createLogger, LOG_LEVELS, type Logger, type LogLevel } from '@blockqnn/telemetry';

/** A log beside the terminal, which belongs to progress and results. Throws {@link UsageError} where it cannot be written, naming the flag. */
export async function openLog(
  file: string,
  level: LogLevel,
  flag = '--state-dir',
): Promise<{ readonly logger: Logger; readonly file: string }> {
  try {
    await makeFolder(dirname(file));
    const destination = createWriteStream(file, { flags: 'a' });
    await once(destination, 'open');
    // A full disk costs the log, not the search.
    destination.on('error', () => undefined);
    return { logger: createLogger({ service: 'standalone', level, destination }), file };
  } catch (error) {
    throw new UsageError(`${flag}: cannot write ${file}: ${(error as Error).message}`);
  }
}

/** How much is logged, by `BLOCKQNN_LOG_LEVEL`; an empty variable counts as unset. Throws {@link UsageError}. */
export function logLevelOf(env: Readonly<Record<string, string | undefined>>): LogLevel {
  const text = env['BLOCKQNN_LOG_LEVEL'] ?? '';
  const level = text === '' ? 'info' : LOG_LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new UsageError(`BLOCKQNN_LOG_LEVEL: must be one of ${LOG_LEVELS.join(', ')}`);
}
