import { Kysely } from 'kysely';
import type { PostgresLocation } from '../database-location.js';
import { BoundedPool } from './pool.js';
import { PortablePostgresDialect } from './portable-dialect.js';
import { DEFAULT_BOUNDS, type PostgresBounds } from './session.js';
import { parsePostgresUrl } from './url.js';

export interface PostgresOptions {
  /** PostgreSQL schema of the tables: lower-case letters, digits and `_`. `migrate` makes it where it is missing. */
  readonly schema: string;
  /** What the server's lists of sessions call this program, unless the URL says otherwise. */
  readonly applicationName: string;
  /** Default 10. */
  readonly maxConnections?: number;
  readonly bounds?: Partial<PostgresBounds>;
}

/**
 * Opens a database on a server, without asking for it yet: the first statement connects, and fails as
 * `UNAVAILABLE` or `ACCESS_DENIED` where that cannot be done. A commit is on the server's disk when it
 * returns.
 *
 * @throws {StorageError} `BAD_URL`
 */
export function openPostgres<DB>({ url }: PostgresLocation, options: PostgresOptions): Kysely<DB> {
  const { schema, applicationName, maxConnections = 10, bounds } = options;
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`no name of a schema: ${schema}`);
  const pool = new BoundedPool(parsePostgresUrl(url), {
    schema,
    applicationName,
    maxConnections,
    bounds: { ...DEFAULT_BOUNDS, ...bounds },
  });
  return new Kysely<DB>({ dialect: new PortablePostgresDialect(pool) });
}
