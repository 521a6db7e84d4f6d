import { LiveSearch } from '../live/live-search.js';
import { LiveState } from '../live/live-state.js';
import { readAgent } from './read-agent.js';
import { findRequest } from './requests.js';
import { findSearch, lastOrdinal, listUncompletedSearches } from './searches.js';
import type { Database } from './tables.js';
import { listOpenTrials } from './trials.js';

/**
 * Brings what a controller works on to memory: unfinished searches and their open trials at once, agents
 * and other searches when they are needed.
 *
 * @param flush Resolves when everything that was done so far is on disk.
 */
export async function readLiveState(db: Database, flush: () => Promise<void>): Promise<LiveState> {
  const searches: LiveSearch[] = [];
  for (const search of await listUncompletedSearches(db)) {
    searches.push(new LiveSearch(search, await listOpenTrials(db, search.id)));
  }
  return new LiveState(
    {
      readSearch: async (id) => {
        await flush();
        const search = await findSearch(db, id);
        return search && new LiveSearch(search, await listOpenTrials(db, id));
      },
      readAgent: async ({ search: { id, spec } }) => {
        await flush();
        return await readAgent(db, id, spec);
      },
      readRequest: async (method, requestId) => await findRequest(db, method, requestId),
    },
    searches,
    await lastOrdinal(db),
  );
}
