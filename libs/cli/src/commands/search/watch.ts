import { Command } from 'commander';
import type { CliContext } from '../../context.js';
import { SEARCH_ARGUMENT, searchArgument } from '../../search-name.js';
import { serviceOption, withService } from '../../services.js';
import { follow, showSearch } from './show-search.js';

export function watchSearchCommand(context: CliContext): Command {
  const command = new Command('watch')
    .description('follow a search until it is completed')
    .argument('<search>', SEARCH_ARGUMENT)
    .option('--json', 'print JSON at the end', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    const name = searchArgument(id);
    await withService('controller', command, async (controller) => {
      const search = await follow(context, controller, name);
      if (search) showSearch(context, search, json);
    });
  });
}
