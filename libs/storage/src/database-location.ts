import { parsePostgresUrl } from './postgres/url.js';

/** Where a service keeps its data. */
export type DatabaseLocation = SqliteLocation | PostgresLocation;

/** A file that one process owns. */
export interface SqliteLocation {
  readonly kind: 'sqlite';
  /** The database file; it and its folders are made where they are missing. */
  readonly path: string;
  /**
   * `full` (the default): a commit is on disk when it returns. `normal`: the last commits may be lost where
   * power fails; a process that dies loses none.
   */
  readonly synchronous?: SqliteSynchronous;
}

export type SqliteSynchronous = 'full' | 'normal';

/** A database on a server, which has to exist; several processes may use it. */
export interface PostgresLocation {
  readonly kind: 'postgres';
  /** `postgres://user:password@host:port/database?sslmode=…`, as docs/databases.md says. */
  readonly url: string;
}

/** The server's database where a URL is given, otherwise the file. */
export function databaseLocation(
  url: string | undefined,
  file: Omit<SqliteLocation, 'kind'>,
): DatabaseLocation {
  return url === undefined ? { kind: 'sqlite', ...file } : { kind: 'postgres', url };
}

/** For logs and messages: the file, or user, host, port and database, never a password. */
export function describeLocation(location: DatabaseLocation): string {
  if (location.kind === 'sqlite') return location.path;
  return parsePostgresUrl(location.url).description;
}
