import type { SearchInput } from '@blockqnn/api';
import type { Controller } from '../controller.js';
import { searchToProto } from '../convert/search.js';
import type { Search } from '../domain/search.js';
import { findTrial } from '../store/trials.js';

/** A search as it is sent, with its best trial. */
export async function describeSearch({ db }: Controller, search: Search): Promise<SearchInput> {
  const best = search.best && (await findTrial(db, search.id, search.best.trial));
  return searchToProto(search, best);
}
