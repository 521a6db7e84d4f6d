import type { Variable } from '@blockqnn/settings';
import { Command, Option } from 'commander';
import { connectionSettings } from '../connection-flags.js';
import { wholeNumberOr } from '../flag-values.js';
import type { ServiceName } from '../services.js';

/**
 * Runs a service until the signal; its settings come from the environment.
 *
 * @param settings - variables that win over the environment's
 */
export type ServeService = (
  service: ServiceName,
  settings: Readonly<Record<string, string>>,
) => Promise<void>;

/** What a service reads from its environment. */
export type ServiceVariables = (service: ServiceName) => readonly Variable[];

interface EvaluatorFlags {
  readonly engine?: string;
  readonly workers?: number | 'auto';
}

/** `blockqnn serve …`: one service, to be run in a pod. */
export function serveCommand(serve: ServeService, variables: ServiceVariables): Command {
  const plain = (name: ServiceName, description: string): Command =>
    withVariables(new Command(name).description(description), name, variables).action(() => serve(name, {}));
  return new Command('serve')
    .description('run one service (settings: BLOCKQNN_* variables, which --help of each lists)')
    .addCommand(plain('controller', 'hand out blocks and take rewards'))
    .addCommand(evaluatorCommand(serve, variables))
    .addCommand(plain('registry', 'keep completed evaluations, answer queries, export models'));
}

function evaluatorCommand(serve: ServeService, variables: ServiceVariables): Command {
  return withVariables(new Command('evaluator'), 'evaluator', variables)
    .description('train the blocks of a controller on this machine')
    .addOption(
      new Option(
        '--engine <engine>',
        'what computes; left out: native where it is linked, else wasm',
      ).choices(['wasm', 'native']),
    )
    .option(
      '--workers <n>',
      'training processes; auto: as many as train most, measured; left out: one for each GPU or core',
      wholeNumberOr('auto', 1, 256),
    )
    .action(({ engine, workers }: EvaluatorFlags, command: Command) =>
      serve('evaluator', {
        ...connectionSettings(command),
        ...(engine !== undefined && { BLOCKQNN_ENGINE: engine }),
        ...(workers !== undefined && { BLOCKQNN_WORKERS: String(workers) }),
      }),
    );
}

function withVariables(command: Command, service: ServiceName, variables: ServiceVariables): Command {
  return command.addHelpText('after', () =>
    [
      '',
      'Environment (docs/configuration.md; an empty variable counts as unset):',
      ...variables(service).flatMap(({ name, meaning, byDefault }) => [
        `  ${name}${byDefault === undefined ? '' : ` (default: ${byDefault})`}`,
        `      ${meaning}`,
      ]),
    ].join('\n'),
  );
}
