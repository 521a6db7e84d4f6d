/** Bounds on what a session of the database may take. */
export interface PostgresBounds {
  /** For a connection to stand, log-in included. Default 3 s. */
  readonly connectMs: number;
  /** For a statement at the server. Default 10 s. */
  readonly statementMs: number;
  /** For a lock that another session holds. Default 5 s. */
  readonly lockMs: number;
  /**
   * For a pause within a transaction. A process that is stopped (SIGSTOP), swapped out or cut off between two
   * statements keeps its locks until the server ends its session, which is after this time. Default 3 s: a
   * stand-by waits for such locks, and lockMs is longer, so that it gets them.
   */
  readonly idleInTransactionMs: number;
}

export const DEFAULT_BOUNDS: PostgresBounds = {
  connectMs: 3_000,
  statementMs: 10_000,
  lockMs: 5_000,
  idleInTransactionMs: 3_000,
};

/**
 * The statement that sets a new session up, and its parameters. Set by a statement, not at log-in: poolers
 * such as PgBouncer let few settings through there. Commits are synced to disk even where the server or the
 * role is set otherwise; settings stricter than that stay.
 */
export function sessionSettings(schema: string, bounds: PostgresBounds): readonly [string, string[]] {
  const settings: Readonly<Record<string, string>> = {
    search_path: schema,
    statement_timeout: String(bounds.statementMs),
    lock_timeout: String(bounds.lockMs),
    idle_in_transaction_session_timeout: String(bounds.idleInTransactionMs),
    // Doubles come back to the last bit.
    extra_float_digits: '1',
    default_transaction_isolation: 'read committed',
  };
  const names = Object.keys(settings);
  const calls = names.map((name, index) => `set_config('${name}', $${index + 1}, false)`);
  calls.push(
    "set_config('synchronous_commit', case current_setting('synchronous_commit') when 'off' then 'on' else current_setting('synchronous_commit') end, false)",
  );
  return [`select ${calls.join(', ')}`, Object.values(settings)];
}
