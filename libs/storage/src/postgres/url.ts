import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { StorageError } from '../storage-error.js';

/** A PostgreSQL database, and how to reach it. */
export interface PostgresAddress {
  /** A host name, an IP address, or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Undefined: PGUSER, or the user of this process. */
  readonly user: string | undefined;
  /** Undefined: PGPASSWORD, or the password file of libpq. */
  readonly password: string | undefined;
  readonly tls: ConnectionOptions | undefined;
  readonly applicationName: string | undefined;
  /** For messages; without the password. */
  readonly description: string;
}

const FORM = 'postgres://user:password@host:port/database';
const DEFAULT_PORT = 5432;
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'host', 'application_name'];
const SSL_MODES = ['disable', 'require', 'verify-ca', 'verify-full'];

/**
 * Reads `postgres://[user[:password]@]host[:port]/database[?parameter=value…]`; `postgresql://` is the same.
 * Special characters of user, password and database are percent-encoded. Parameters: `sslmode`,
 * `sslrootcert`, `sslcert`, `sslkey` (files in PEM form), `host` (folder of a Unix socket) and
 * `application_name`. The meaning is that of libpq, without its modes that fall back to plain text.
 *
 * @throws {StorageError} `BAD_URL`, with a message that does not repeat the URL.
 */
export function parsePostgresUrl(text: string): PostgresAddress {
  if (!/^postgres(ql)?:\/\//.test(text)) throw badUrl(`must begin with postgres:// or postgresql://`);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // An empty host is fine where a parameter names one, but WHATWG's URLs need one before a port or a user.
  if (!url) throw badUrl(`must be ${FORM}, special characters of user and password percent-encoded`);
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.includes(name)) {
      throw badUrl(`has the unknown parameter ${JSON.stringify(name)}; known are ${PARAMETERS.join(', ')}`);
    }
  }
  const host = url.searchParams.get('host') ?? decoded(url.hostname.replace(/^\[(.+)\]$/, '$1'), 'host');
  if (host === '') throw badUrl(`must name a host: ${FORM}`);
  const database = decoded(url.pathname.slice(1), 'database');
  if (database === '' || database.includes('/')) throw badUrl(`must name a database: ${FORM}`);
  const port = url.port === '' ? DEFAULT_PORT : Number(url.port);
  const user = decoded(url.username, 'user') || undefined;
  return {
    host,
    port,
    database,
    user,
    password: decoded(url.password, 'password') || undefined,
    tls: tlsOf(url.searchParams),
    applicationName: url.searchParams.get('application_name') ?? undefined,
    description: `PostgreSQL ${user === undefined ? '' : `${user}@`}${host}:${port}/${database}`,
  };
}

function tlsOf(parameters: URLSearchParams): ConnectionOptions | undefined {
  const mode = parameters.get('sslmode') ?? 'disable';
  if (!SSL_MODES.includes(mode)) {
    throw badUrl(`has sslmode=${JSON.stringify(mode)}; must be ${SSL_MODES.join(', ')}`);
  }
  if (mode === 'disable') return undefined;
  const ca = pem(parameters, 'sslrootcert');
  const cert = pem(parameters, 'sslcert');
  const key = pem(parameters, 'sslkey');
  if (mode === 'verify-ca' && ca === undefined) throw badUrl('needs sslrootcert where sslmode is verify-ca');
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    // As libpq has it: `require` encrypts, and verifies only where a root certificate is given.
    rejectUnauthorized: mode === 'verify-full' || ca !== undefined,
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

function pem(parameters: URLSearchParams, name: string): string | undefined {
  const path = parameters.get(name);
  if (path === null) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw badUrl(`names a file in ${name} that cannot be read (${(error as Error).message})`);
  }
}

function decoded(text: string, part: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw badUrl(`has a ${part} with a % that encodes nothing; write % as %25`);
  }
}

function badUrl(fault: string): StorageError {
  return new StorageError('BAD_URL', `the database URL ${fault}`);
}
