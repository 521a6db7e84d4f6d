import { Command } from 'commander';
import type { CliContext } from '../../context.js';
import { SEARCH_ARGUMENT, searchArgument } from '../../search-name.js';
import { serviceOption, withService } from '../../services.js';
import { showSearch } from './show-search.js';

export function showSearchCommand(context: CliContext): Command {
  const command = new Command('show')
    .alias('get')
    .description('one search')
    .argument('<search>', SEARCH_ARGUMENT)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async (id: string, { json }: { json: boolean }) => {
    const name = searchArgument(id);
    await withService('controller', command, async (controller) => {
      const { search } = await controller.getSearch({ name }, { signal: context.signal });
      if (search) showSearch(context, search, json);
    });
  });
}
