import type { SearchFigureData } from '@blockqnn/plots';
import { RpcError } from '@blockqnn/rpc';
import { status } from '@grpc/grpc-js';
import { Command, Option } from 'commander';
import type { CliContext } from '../context.js';
import { counted } from '../format.js';
import { SEARCH_ARGUMENT, searchArgument } from '../search-name.js';
import { ServiceFailure, serviceOption, withService } from '../services.js';
import { addFigureFlags, type FigureFlags } from './figure-flags.js';
import { makeFigure } from './make-figure.js';
import { NothingToPlot } from './nothing-to-plot.js';
import { createReadDisplay } from './read-display.js';
import { historyFromController, historyFromRegistry } from './search-history.js';

interface Flags extends FigureFlags {
  readonly from?: 'controller' | 'registry';
}

/** `blockqnn plot search`: how a search went. */
export function plotSearch(context: CliContext): Command {
  const command = addFigureFlags(
    new Command('search')
      .description('accuracy and reward of each trial by completion, the best so far, failures, and ε')
      .argument('<search>', SEARCH_ARGUMENT),
  )
    .addOption(
      new Option(
        '--from <service>',
        'who is asked; default: the controller, or the registry where no controller answers, which knows no ε',
      ).choices(['controller', 'registry']),
    )
    .addOption(serviceOption('controller'))
    .addOption(serviceOption('registry'));
  return command.action(async (id: string, flags: Flags) => {
    const name = searchArgument(id);
    await makeFigure(context, flags, async () => {
      const data = await history(context, command, name, flags.from);
      if (data.trials.length === 0) throw new NothingToPlot(`${name} has no completed trial yet`);
      const failed = data.trials.filter(({ measured }) => !measured).length;
      return {
        data,
        content: `${counted(data.trials.length, 'trial')}${failed > 0 ? `, ${String(failed)} of them failed` : ''}`,
        draw: (plots, options) => plots.drawSearch(data, options),
      };
    });
  });
}

async function history(
  context: CliContext,
  command: Command,
  name: string,
  from: Flags['from'],
): Promise<SearchFigureData> {
  const reading = { signal: context.signal, onRead: createReadDisplay(context.stderr, 'trials') };
  const ofRegistry = () =>
    withService('registry', command, (registry) => historyFromRegistry(registry, name, reading));
  if (from === 'registry') return ofRegistry();
  try {
    return await withService('controller', command, (controller) =>
      historyFromController(controller, name, reading),
    );
  } catch (error) {
    if (from === 'controller' || !isUnreachable(error)) throw error;
    context.stderr.write('No controller answers; asking the registry, which knows no ε.\n');
    return ofRegistry();
  }
}

function isUnreachable(error: unknown): boolean {
  return (
    error instanceof ServiceFailure &&
    error.cause instanceof RpcError &&
    error.cause.code === status.UNAVAILABLE
  );
}
