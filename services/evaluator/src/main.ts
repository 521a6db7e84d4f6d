import { once } from 'node:events';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { evaluatorConfigFromEnv } from './config.js';
import { startEvaluator } from './service.js';

// Listened for from the beginning: a signal during the start must not kill what is half open.
const stopping = new AbortController();
const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]).then(() => {
  stopping.abort(new Error('stopped during the start'));
});

try {
  const config = evaluatorConfigFromEnv(process.env);
  await using _telemetry = await startTelemetry({ service: 'evaluator', env: process.env });
  const logger = createLogger({ service: 'evaluator', level: config.logLevel });
  await using _evaluator = await startEvaluator(config, { logger, signal: stopping.signal });
  await stop;
  logger.info('shutting down');
} catch (error) {
  // Where a signal ended the start, that is what was asked for.
  if (!stopping.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
