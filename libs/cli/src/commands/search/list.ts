import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../../context.js';
import { wholeNumber } from '../../flag-values.js';
import { searchJson } from '../../search-json.js';
import { formatSearches } from '../../search-report.js';
import { serviceOption, withService } from '../../services.js';
import { stripPrefix } from '../../strip-prefix.js';

const STATES = ['running', 'paused', 'completed', 'deleted'] as const;

interface ListFlags {
  readonly state?: (typeof STATES)[number];
  readonly limit: number;
  readonly deleted: boolean;
  readonly json: boolean;
}

const EXAMPLES = `
Examples:
  blockqnn search list
  blockqnn search list --state running
  blockqnn search list --deleted --limit 1000 --json
`;

export function listSearchesCommand(context: CliContext): Command {
  const command = new Command('list')
    .description('all searches, newest first')
    .addOption(new Option('--state <state>', 'only those that stand so').choices([...STATES]))
    .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 20)
    .option('--deleted', 'deleted ones too, as long as they are kept', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async ({ state, limit, deleted, json }: ListFlags) => {
    await withService('controller', command, async (controller) => {
      const searches: SearchMessage[] = [];
      let more = false;
      const all = searchesOf(controller, deleted || state === 'deleted', context.signal);
      for await (const search of all) {
        if (state !== undefined && stripPrefix(search.state, 'SEARCH_STATE_') !== state) continue;
        more = searches.length === limit;
        if (more) break;
        searches.push(search);
      }
      if (json) printJson(context, searches.map(searchJson));
      else if (searches.length > 0) {
        print(context, formatSearches(searches, context.now(), context.stdout.columns));
      } else if (state === undefined) print(context, 'No search yet; `blockqnn search create` starts one.');
      else print(context, `No search is ${state}; without --state all are listed.`);
      if (more) context.stderr.write('There are more; --limit shows up to 1000 of them.\n');
    });
  });
}

/** Page by page, as far as they are read. */
async function* searchesOf(
  controller: Client<ControllerMethods>,
  showDeleted: boolean,
  signal: AbortSignal,
): AsyncGenerator<SearchMessage> {
  let pageToken = '';
  do {
    const page = await controller.listSearches({ pageSize: 100, pageToken, showDeleted }, { signal });
    yield* page.searches;
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
}
