import { Command } from 'commander';
import { print, printJson, type CliContext } from '../../context.js';
import { wholeNumber } from '../../flag-values.js';
import { searchJson } from '../../search-json.js';
import { formatSearches } from '../../search-report.js';
import { serviceOption, withService } from '../../services.js';

interface ListFlags {
  readonly limit: number;
  readonly deleted: boolean;
  readonly json: boolean;
}

export function listSearchesCommand(context: CliContext): Command {
  const command = new Command('list')
    .description('all searches, newest first')
    .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 20)
    .option('--deleted', 'deleted ones too, as long as they are kept', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'));
  return command.action(async ({ limit, deleted, json }: ListFlags) => {
    await withService('controller', command, async (controller) => {
      const { searches } = await controller.listSearches(
        { pageSize: limit, showDeleted: deleted },
        { signal: context.signal },
      );
      if (json) printJson(context, searches.map(searchJson));
      else
        print(
          context,
          searches.length === 0
            ? 'No search yet; `blockqnn search create` starts one.'
            : formatSearches(searches, context.stdout.columns),
        );
    });
  });
}
