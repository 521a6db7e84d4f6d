/** Runs one service on a free loopback port and prints where; the fuzzer's targets. Argument: its name. */
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { evaluatorConfigFromEnv, startEvaluator } from '@blockqnn/evaluator';
import { createInProcessBus } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createLogger } from '@blockqnn/telemetry';
import { once } from 'node:events';
import { publishSeedEvaluations } from './seed-evaluations.js';

const stop = once(process, 'SIGTERM');
const [service = ''] = process.argv.slice(2);
// A line for each call would cost more than the call; faults are told at this level all the same.
const logger = createLogger({ service, level: 'warn' });
await using running = await start();
process.stdout.write(`${JSON.stringify({ address: running.address })}\n`);
await stop;

async function start(): Promise<AsyncDisposable & { readonly address: string }> {
  const bus = createInProcessBus({ logger });
  switch (service) {
    case 'controller':
      return startController(controllerConfigFromEnv(process.env), { logger, bus });
    case 'evaluator': {
      const evaluator = await startEvaluator(evaluatorConfigFromEnv(process.env), { logger });
      await evaluator.engine;
      return evaluator;
    }
    case 'registry': {
      const registry = await startRegistry(registryConfigFromEnv(process.env), { logger, bus });
      await publishSeedEvaluations(bus);
      return registry;
    }
    default:
      throw new Error(`no service "${service}"`);
  }
}
