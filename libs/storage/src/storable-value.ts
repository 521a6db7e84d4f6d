/**
 * Refuses what one of the databases would corrupt or refuse, so that both take the same: libsql ends the
 * process at a boolean, cuts text off at a NUL character and makes NULL of NaN; PostgreSQL has no NUL
 * characters in text.
 */
export function assertStorable(value: unknown, index: number): void {
  const fault =
    typeof value === 'boolean'
      ? 'a boolean; store 0 or 1'
      : typeof value === 'string' && value.includes('\0')
        ? 'text with a NUL character'
        : typeof value === 'number' && !Number.isFinite(value)
          ? `${value}; numbers have to be finite`
          : undefined;
  if (fault !== undefined) throw new TypeError(`parameter ${index + 1} of an SQL statement is ${fault}`);
}
