import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { UsageError } from '@blockqnn/cli';
import { makeFolder } from '@blockqnn/storage';
import { createLogger, type Logger } from '@blockqnn/telemetry';

/** A log beside the terminal, which belongs to progress and results. Throws {@link UsageError} where it cannot be written. */
export async function openLog(file: string): Promise<{ readonly logger: Logger; readonly file: string }> {
  try {
    await makeFolder(dirname(file));
    const destination = createWriteStream(file, { flags: 'a' });
    await once(destination, 'open');
    // A full disk costs the log, not the search.
    destination.on('error', () => undefined);
    return { logger: createLogger({ service: 'standalone', destination }), file };
  } catch (error) {
    throw new UsageError(`--state-dir: cannot write ${file}: ${(error as Error).message}`);
  }
}
