import {
  createProgram,
  EXIT_CODES,
  runProgram,
  type LocalEvaluator,
  type LocalEvaluatorOptions,
  type ServiceName,
} from '@blockqnn/cli';
import { processContext } from './process-context.js';
import { loadVariables, warnOfUnknownVariables } from './service-variables.js';

/** Loaded only when asked for: a client command starts faster without the services. */
const SERVICES: Readonly<Record<ServiceName, () => Promise<unknown>>> = {
  controller: () => import('@blockqnn/controller/main'),
  evaluator: () => import('@blockqnn/evaluator/main'),
  registry: () => import('@blockqnn/registry/main'),
};

const args = process.argv.slice(2);
// A service waits for its own signals and sets its own exit code.
const context = processContext(args[0] !== 'serve');
// Only `serve` and its help read them.
const variables = args.includes('serve') ? await loadVariables() : undefined;
const program = createProgram(context, serve, startLocal, (service) => variables?.[service] ?? []);
const code = await runProgram(program, args, context);
if (code !== EXIT_CODES.success) process.exitCode = code;

async function serve(service: ServiceName, settings: Readonly<Record<string, string>>): Promise<void> {
  // A service reads its environment, once, when it is loaded.
  Object.assign(process.env, settings);
  if (variables) warnOfUnknownVariables(service, process.env, variables);
  await SERVICES[service]();
}

async function startLocal(options: LocalEvaluatorOptions): Promise<LocalEvaluator> {
  const { startLocalEvaluator } = await import('./local-evaluator.js');
  return await startLocalEvaluator(options, context.env);
}
