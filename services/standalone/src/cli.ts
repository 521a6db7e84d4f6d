import { createProgram, runProgram, type ServiceName } from '@blockqnn/cli';
import { processContext } from './process-context.js';

/** Loaded only when asked for: a client command starts faster without the services. */
const SERVICES: Readonly<Record<ServiceName, () => Promise<unknown>>> = {
  controller: () => import('@blockqnn/controller/main'),
  evaluator: () => import('@blockqnn/evaluator/main'),
  registry: () => import('@blockqnn/registry/main'),
};

const [, , ...args] = process.argv;
if (args[0] === 'serve' && args.length === 2 && args[1] !== undefined && Object.hasOwn(SERVICES, args[1])) {
  // A service waits for its own signals and sets its own exit code.
  await SERVICES[args[1] as ServiceName]();
} else {
  const context = processContext();
  const serve = (service: ServiceName) => SERVICES[service]().then(() => undefined);
  process.exitCode = await runProgram(createProgram(context, serve), args, context);
}
