import { once } from 'node:events';
import { createLogger, logFatal, startTelemetry, type Logger, type LogLevel } from '@blockqnn/telemetry';
import type { Environment } from './environment.js';

/** A service as a program of its own. */
export interface ServiceProgram<Config extends { readonly logLevel: LogLevel }> {
  /** For instance "controller". */
  readonly service: string;
  readonly configFromEnv: (env: Environment) => Config;
  readonly start: (
    config: Config,
    options: { readonly logger: Logger; readonly signal: AbortSignal },
  ) => Promise<AsyncDisposable>;
}

/**
 * Runs a service until SIGTERM or SIGINT; gives the exit code. What keeps it from starting is told on standard
 * error: in plain words on a terminal, elsewhere as a line of the log.
 */
export async function runService<Config extends { readonly logLevel: LogLevel }>({
  service,
  configFromEnv,
  start,
}: ServiceProgram<Config>): Promise<number> {
  // Listened for from the beginning: a signal during the start must not kill what is half open.
  const stopping = new AbortController();
  const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(() => {
    stopping.abort(new Error('stopped during the start'));
  });
  let started = false;
  try {
    const config = configFromEnv(process.env);
    await using _telemetry = await startTelemetry({ service, env: process.env });
    const logger = createLogger({ service, level: config.logLevel });
    {
      await using _running = await start(config, { logger, signal: stopping.signal });
      started = true;
      await stop;
      logger.info('shutting down');
    }
    logger.info('stopped');
    return 0;
  } catch (error) {
    // Where a signal ended the start, that is what was asked for.
    if (stopping.signal.aborted && !started) return 0;
    logFatal(service, error);
    return 1;
  }
}
