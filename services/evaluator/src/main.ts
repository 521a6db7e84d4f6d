import { runService } from '@blockqnn/settings';
import { evaluatorConfigFromEnv } from './config.js';
import { startEvaluator } from './service.js';

process.exitCode = await runService({
  service: 'evaluator',
  configFromEnv: (env) => evaluatorConfigFromEnv(env),
  start: startEvaluator,
});
