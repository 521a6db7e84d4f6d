/** `SEARCH_STATE_RUNNING` → `running`: how values of an enumeration are written for people, and in JSON. */
export function stripPrefix(value: string | number, prefix: string): string {
  return String(value).replace(prefix, '').toLowerCase();
}
