import type { AnyPermission } from './permissions.js';

/** Longer names are no resources; what a caller sends does not fill the log. */
const MAX_LENGTH = 200;

/** What an administrative call is about: what the request names, or the search that the answer brings. */
export function resourceOf(
  { search }: AnyPermission,
  request: unknown,
  response: unknown,
): string | undefined {
  const asked = request as Readonly<Record<string, unknown>> | undefined;
  const answered = response as { readonly search?: { readonly name?: unknown } | null } | undefined;
  const names = [
    search === undefined ? undefined : asked?.[search],
    asked?.['source'],
    answered?.search?.name,
  ];
  const named = names.filter((name): name is string => typeof name === 'string' && name !== '');
  const distinct = [...new Set(named)].map((name) => name.slice(0, MAX_LENGTH));
  return distinct.length === 0 ? undefined : distinct.join(' → ');
}
