import { once } from 'node:events';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { registryConfigFromEnv } from './config.js';
import { startRegistry } from './service.js';

// Listened for from the beginning: a signal during the start must not kill what is half open.
const stop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);

try {
  const config = registryConfigFromEnv(process.env);
  await using _telemetry = await startTelemetry({ service: 'registry', env: process.env });
  const logger = createLogger({ service: 'registry', level: config.logLevel });
  await using _registry = await startRegistry(config, { logger });
  await stop;
  logger.info('shutting down');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
