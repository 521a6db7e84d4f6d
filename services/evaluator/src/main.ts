import { once } from 'node:events';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { evaluatorConfigFromEnv } from './config.js';
import { startEvaluator } from './service.js';

try {
  const config = evaluatorConfigFromEnv(process.env);
  await using _telemetry = await startTelemetry({ service: 'evaluator', env: process.env });
  const logger = createLogger({ service: 'evaluator', level: config.logLevel });
  await using _evaluator = await startEvaluator(config, { logger });
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  logger.info('shutting down');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
