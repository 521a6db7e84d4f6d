import { parseSearchName, searchName } from '@blockqnn/api';
import { UsageError } from './exit-code.js';

export const SEARCH_ARGUMENT = 'its name, with or without "searches/"';

/** `searches/{search}` from what a person typed. Throws {@link UsageError}. */
export function searchArgument(id: string): string {
  const name = id.startsWith('searches/') ? id : searchName(id);
  if (parseSearchName(name) !== undefined) return name;
  throw new UsageError(
    `search ${JSON.stringify(id)}: no search can be called so; \`blockqnn search list\` names them`,
  );
}
