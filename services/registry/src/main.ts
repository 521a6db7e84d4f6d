import { runService } from '@blockqnn/settings';
import { registryConfigFromEnv } from './config.js';
import { startRegistry } from './service.js';

process.exitCode = await runService({
  service: 'registry',
  configFromEnv: (env) => registryConfigFromEnv(env),
  start: startRegistry,
});
