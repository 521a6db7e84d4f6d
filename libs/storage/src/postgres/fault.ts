import { StorageError } from '../storage-error.js';

/** SQLSTATEs (or their classes) after which trying again helps. */
const UNAVAILABLE_STATES = [
  '08', // connection exceptions
  '53', // insufficient resources: too many connections, disk full, out of memory
  '58', // system errors, such as I/O
  '57P', // shut down, crashed, starting up
  '57014', // cancelled: a statement that took too long
  '55P03', // a lock not had in time
  '55006', // object in use
  '40', // serialization failures and deadlocks
  '25P03', // idle in a transaction for too long
  '25P04', // a transaction for too long
  '25006', // read-only: a stand-by that has not taken over, or no longer is the first
  '26000', // a prepared statement that a pooler lost
];

/** SQLSTATEs by which the server refuses whoever asks. */
const DENIED_STATES = ['28', '3D000', '42501', '3F000'];

/** Errors of the network, by Node's code. */
const NETWORK_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
  'EMFILE',
  'ENFILE',
  'ENOENT', // the socket of a server that is not up
]);

/** What the driver and Kysely say without a code. */
const AWAY =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client (has encountered a connection error|was closed)|Cannot use a pool after|driver has already been destroyed|Query read timeout|no answer within|cached plan must not change)/;
const DENIED =
  /server does not support SSL|error establishing an SSL connection|password must be a string|SASL|certificate/i;

/** What an error of the driver means for whoever uses the database; undefined for any other, such as a bug. */
export function postgresFault(error: unknown, description: string): StorageError | undefined {
  if (error instanceof StorageError) return error;
  if (!(error instanceof Error)) return undefined;
  const { code } = error as { code?: unknown };
  const state = typeof code === 'string' ? code : '';
  const fromServer = /^[0-9A-Z]{5}$/.test(state) && 'severity' in error;
  const begins = (states: readonly string[]): boolean => states.some((each) => state.startsWith(each));
  // The driver's message for failed attempts at several addresses is empty.
  const reason = error.message === '' ? state : error.message;
  if (fromServer ? begins(DENIED_STATES) : DENIED.test(error.message) || /CERT|ERR_TLS|ERR_SSL/.test(state)) {
    return new StorageError(
      'ACCESS_DENIED',
      `${description} refuses access (${reason}); check user, password, database, rights and sslmode, as docs/databases.md says`,
      { cause: error },
    );
  }
  if (fromServer ? begins(UNAVAILABLE_STATES) : NETWORK_CODES.has(state) || AWAY.test(error.message)) {
    return unavailable(description, reason, error);
  }
  // "cached plan must not change result type": another process has migrated; a new session sees the change.
  if (state === '0A000' && AWAY.test(error.message)) return unavailable(description, reason, error);
  return undefined;
}

function unavailable(description: string, reason: string, cause: Error): StorageError {
  return new StorageError('UNAVAILABLE', `${description} is not available (${reason})`, { cause });
}
