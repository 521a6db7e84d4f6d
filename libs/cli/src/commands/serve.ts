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

interface EvaluatorFlags {
  readonly engine?: string;
  readonly workers?: number | 'auto';
}

/** `blockqnn serve …`: one service, to be run in a pod. */
export function serveCommand(serve: ServeService): Command {
  const plain = (name: ServiceName, description: string): Command =>
    new Command(name).description(description).action(() => serve(name, {}));
  return new Command('serve')
    .description('run one service (settings: BLOCKQNN_* variables, see docs/configuration.md)')
    .addCommand(plain('controller', 'hand out blocks and take rewards'))
    .addCommand(evaluatorCommand(serve))
    .addCommand(plain('registry', 'keep completed evaluations, answer queries, export models'));
}

function evaluatorCommand(serve: ServeService): Command {
  return new Command('evaluator')
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
