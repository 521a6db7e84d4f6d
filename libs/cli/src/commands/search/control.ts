import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import type { Client, ClientCallOptions } from '@blockqnn/rpc';
import { Command } from 'commander';
import type { CliContext } from '../../context.js';
import { SEARCH_ARGUMENT, searchArgument } from '../../search-name.js';
import { serviceOption, withService } from '../../services.js';
import { showSearch } from './show-search.js';

type Controller = Client<ControllerMethods>;
type Call = (
  request: { readonly name: string },
  options: ClientCallOptions,
) => Promise<{ readonly search?: SearchMessage | null }>;

const CALLS: Readonly<Record<'pause' | 'resume' | 'delete' | 'undelete', (controller: Controller) => Call>> =
  {
    pause: (controller) => controller.pauseSearch,
    resume: (controller) => controller.resumeSearch,
    delete: (controller) => controller.deleteSearch,
    undelete: (controller) => controller.undeleteSearch,
  };

/** A command that changes a search's state, and shows it as it is then. */
export function controlCommand(context: CliContext, verb: keyof typeof CALLS, description: string): Command {
  const command = new Command(verb)
    .description(description)
    .argument('<search>', SEARCH_ARGUMENT)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    const name = searchArgument(id);
    await withService('controller', command, async (controller) => {
      const { search } = await CALLS[verb](controller)({ name }, { signal: context.signal });
      if (search) showSearch(context, search, json);
    });
  });
}
