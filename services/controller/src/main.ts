import { runService } from '@blockqnn/settings';
import { controllerConfigFromEnv } from './config.js';
import { startController } from './service.js';

process.exitCode = await runService({
  service: 'controller',
  configFromEnv: (env) => controllerConfigFromEnv(env),
  start: startController,
});
