import { connectionVariables } from '@blockqnn/access';
import type { ServiceName } from '@blockqnn/cli';
import { logLevel, unknownVariables, variablesOf, type Environment, type Variable } from '@blockqnn/settings';
import { createLogger } from '@blockqnn/telemetry';

type AllVariables = Readonly<Record<ServiceName, readonly Variable[]>>;

/** What each service reads, without the services themselves. */
export async function loadVariables(): Promise<AllVariables> {
  const [controller, evaluator, registry] = await Promise.all([
    import('@blockqnn/controller/config'),
    import('@blockqnn/evaluator/config'),
    import('@blockqnn/registry/config'),
  ]);
  return {
    controller: variablesOf(controller.CONTROLLER_VARIABLES),
    evaluator: variablesOf(evaluator.evaluatorVariables()),
    registry: variablesOf(registry.REGISTRY_VARIABLES),
  };
}

/** Those of the command, which may stand in the same environment. */
const OF_THE_COMMAND = [
  ...Object.keys(connectionVariables),
  'BLOCKQNN_CONTROLLER_ADDRESS',
  'BLOCKQNN_EVALUATOR_ADDRESS',
  'BLOCKQNN_REGISTRY_ADDRESS',
];

/** A line of a service's log for each variable under our prefix that nothing of ours reads: a slip of the pen is silent else. */
export function warnOfUnknownVariables(service: ServiceName, env: Environment, all: AllVariables): void {
  const own = all[service].map(({ name }) => name);
  const others = Object.values(all).flatMap((variables) => variables.map(({ name }) => name));
  const unknown = unknownVariables(env, [...new Set([...own, ...others, ...OF_THE_COMMAND])]);
  // What is wrong with the level is told with all other settings.
  const level = logLevel.safeParse(env['BLOCKQNN_LOG_LEVEL'] === '' ? undefined : env['BLOCKQNN_LOG_LEVEL']);
  const logger = createLogger({ service, level: level.data ?? 'info' });
  for (const { name, nearest } of unknown) {
    const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
    logger.warn({ variable: name, nearest }, `${name} is set, and nothing reads it${hint}`);
  }
}
