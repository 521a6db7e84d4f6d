import type { ControllerMethods, SearchMessage } from '@blockqnn/api';
import type { Client } from '@blockqnn/rpc';
import type { SearchDisplay } from './search-display.js';

/** Shows a search until it is completed. Returns it as it is then. Rejects where the stream breaks. */
export async function watchSearch(
  controller: Client<ControllerMethods>,
  name: string,
  display: SearchDisplay,
  signal: AbortSignal,
): Promise<SearchMessage | undefined> {
  let last: SearchMessage | undefined;
  try {
    for await (const { search, trial } of controller.watchSearch({ name }, { signal })) {
      if (search) {
        last = search;
        display.search(search);
      }
      if (trial) display.trial(trial);
    }
  } finally {
    display.stop();
  }
  return last;
}
