import { Command } from 'commander';
import type { ServiceName } from '../services.js';

/** Runs a service until the signal; its settings come from the environment. */
export type ServeService = (service: ServiceName) => Promise<void>;

const SERVICES: readonly { readonly name: ServiceName; readonly description: string }[] = [
  { name: 'controller', description: 'hand out blocks and take rewards' },
  { name: 'evaluator', description: 'train the blocks of a controller on this machine' },
  { name: 'registry', description: 'keep completed evaluations, answer queries, export models' },
];

/** `blockqnn serve …`: one service, to be run in a pod. */
export function serveCommand(serve: ServeService): Command {
  const command = new Command('serve').description(
    'run one service (settings: BLOCKQNN_* variables, see docs/configuration.md)',
  );
  for (const { name, description } of SERVICES) {
    command.addCommand(
      new Command(name).description(description).action(async () => {
        await serve(name);
      }),
    );
  }
  return command;
}
