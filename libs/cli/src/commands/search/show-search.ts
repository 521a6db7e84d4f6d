import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import { print, printJson, type CliContext } from '../../context.js';
import { createSearchDisplay } from '../../create-search-display.js';
import { IdleNotice } from '../../idle-notice.js';
import { searchJson } from '../../search-json.js';
import { formatSearch } from '../../search-report.js';
import { watchSearch } from '../../watch-search.js';

/** One search on standard output. */
export function showSearch(context: CliContext, search: SearchMessage, json: boolean): void {
  if (json) printJson(context, searchJson(search));
  else print(context, formatSearch(search, context.now()));
}

/** A search that was just started; followed to its end first where that is asked for. */
export async function showStarted(
  context: CliContext,
  controller: Client<ControllerMethods>,
  search: SearchMessage,
  { watch, json }: { readonly watch: boolean; readonly json: boolean },
): Promise<void> {
  showSearch(context, watch ? ((await follow(context, controller, search.name)) ?? search) : search, json);
}

/** Shows a search on standard error until it is completed; gives it as it is then. */
export async function follow(
  context: CliContext,
  controller: Client<ControllerMethods>,
  name: string,
): Promise<SearchMessage | undefined> {
  const display = new IdleNotice(createSearchDisplay(context.stderr, context.now));
  return watchSearch(controller, name, display, context.signal);
}
