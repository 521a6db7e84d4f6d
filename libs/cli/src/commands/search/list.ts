import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { Command, Option } from 'commander';
import { print, printJson, type CliContext } from '../../context.js';
import { firstOf, tellOfMore } from '../../first-of.js';
import { wholeNumber } from '../../flag-values.js';
import { searchJson } from '../../search-json.js';
import { formatSearches } from '../../search-report.js';
import { serviceOption, withService } from '../../services.js';
import { stripPrefix } from '../../strip-prefix.js';
import { tableWidth } from '../../table-width.js';

const MAX_LISTED = 1000;
const STATES = ['running', 'paused', 'completed', 'deleted'] as const;

interface ListFlags {
  readonly state: (typeof STATES)[number] | undefined;
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
    .option('--limit <n>', 'at most this many', wholeNumber(1, MAX_LISTED), 20)
    .option('--deleted', 'deleted ones too, as long as they are kept', false)
    .option('--json', 'print JSON', false)
    .addOption(serviceOption('controller'))
    .addHelpText('after', EXAMPLES);
  return command.action(async ({ state, limit, deleted, json }: ListFlags) => {
    await withService('controller', command, async (controller) => {
      const all = searchesOf(controller, { state, deleted }, context.signal);
      const { items: searches, more } = await firstOf(all, limit);
      if (json) printJson(context, searches.map(searchJson));
      else if (searches.length > 0) {
        print(context, formatSearches(searches, context.now(), tableWidth(context)));
      } else if (state === undefined) print(context, 'No search yet; `blockqnn search create` starts one.');
      else print(context, `No search is ${state}; without --state all are listed.`);
      if (more) tellOfMore(context, limit, MAX_LISTED);
    });
  });
}

/** Page by page, as far as they are read. */
async function* searchesOf(
  controller: Client<ControllerMethods>,
  { state, deleted }: Pick<ListFlags, 'state' | 'deleted'>,
  signal: AbortSignal,
): AsyncGenerator<SearchMessage> {
  const showDeleted = deleted || state === 'deleted';
  let pageToken = '';
  do {
    const page = await controller.listSearches({ pageSize: 100, pageToken, showDeleted }, { signal });
    yield* page.searches.filter(
      (search) => state === undefined || stripPrefix(search.state, 'SEARCH_STATE_') === state,
    );
    pageToken = page.nextPageToken;
  } while (pageToken !== '');
}
