import { once } from 'node:events';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { controllerConfigFromEnv } from './config.js';
import { startController } from './service.js';

// Listened for from the beginning: a signal during the start must not kill what is half open.
const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);

try {
  const config = controllerConfigFromEnv(process.env);
  await using _telemetry = await startTelemetry({ service: 'controller', env: process.env });
  const logger = createLogger({ service: 'controller', level: config.logLevel });
  await using _controller = await startController(config, { logger });
  await stop;
  logger.info('shutting down');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
