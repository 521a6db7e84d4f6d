import type { SearchInput } from '@blockqnn/api';
import type { Controller } from '../controller.js';
import type { LiveSearch } from '../live/live-search.js';
import type { Operation } from '../operations/operation.js';
import { describeSearch } from './describe-search.js';

/** Changes a search, and gives back how it is then. */
export async function changeSearch(
  controller: Controller,
  searchId: string,
  change: (operation: Operation, live: LiveSearch) => void,
): Promise<SearchInput> {
  const search = await controller.onSearch(searchId, (operation, live) => {
    change(operation, live);
    return live.search;
  });
  return await describeSearch(controller, search);
}
