import {
  createProgram,
  EXIT_CODES,
  runProgram,
  type LocalEvaluator,
  type LocalEvaluatorOptions,
  type ServiceName,
} from '@blockqnn/cli';
import { processContext } from './process-context.js';

/** Loaded only when asked for: a client command starts faster without the services. */
const SERVICES: Readonly<Record<ServiceName, () => Promise<unknown>>> = {
  controller: () => import('@blockqnn/controller/main'),
  evaluator: () => import('@blockqnn/evaluator/main'),
  registry: () => import('@blockqnn/registry/main'),
};

const args = process.argv.slice(2);
// A service waits for its own signals and sets its own exit code.
const context = processContext(args[0] !== 'serve');
const code = await runProgram(createProgram(context, serve, startLocal), args, context);
if (code !== EXIT_CODES.success) process.exitCode = code;

async function serve(service: ServiceName, settings: Readonly<Record<string, string>>): Promise<void> {
  // A service reads its environment, once, when it is loaded.
  Object.assign(process.env, settings);
  await SERVICES[service]();
}

async function startLocal(options: LocalEvaluatorOptions): Promise<LocalEvaluator> {
  const { startLocalEvaluator } = await import('./local-evaluator.js');
  return await startLocalEvaluator(options, context.env);
}
