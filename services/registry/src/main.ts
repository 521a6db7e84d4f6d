import { once } from 'node:events';
import { createLogger, startTelemetry } from '@blockqnn/telemetry';
import { registryConfigFromEnv } from './config.js';
import { startRegistry } from './service.js';

try {
  const config = registryConfigFromEnv(process.env);
  await using _telemetry = await startTelemetry({ service: 'registry', env: process.env });
  const logger = createLogger({ service: 'registry', level: config.logLevel });
  await using _registry = await startRegistry(config, { logger });
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  logger.info('shutting down');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
