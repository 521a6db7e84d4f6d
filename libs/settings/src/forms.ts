import { parseAddress, parseAddresses, type ListenAddress } from '@blockqnn/rpc';
import { parsePostgresUrl, StorageError } from '@blockqnn/storage';
import { LOG_LEVELS } from '@blockqnn/telemetry';
import { z } from 'zod';

const NO_ADDRESS = 'must be host:port, for instance 127.0.0.1:50051';

/** Where a service listens, `host:port`. */
export function listenAddress(byDefault: string) {
  return z
    .string()
    .default(byDefault)
    .transform((text, context): ListenAddress => {
      const address = parseAddress(text);
      if (address !== undefined) return address;
      context.addIssue({ code: 'custom', message: NO_ADDRESS });
      return z.NEVER;
    })
    .describe('host:port to listen on; port 0 lets the system choose');
}

/** Where another service is, `host:port`, or several separated by commas; undefined where unset. */
export const peerAddress = z
  .string()
  .refine((text) => parseAddresses(text) !== undefined, `${NO_ADDRESS}, several separated by commas`)
  .optional();

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  const message = `must be a whole number from ${String(least)} to ${String(most)}`;
  return z
    .string()
    .regex(/^[0-9]{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message);
}

/** A whole number within bounds, or a word that stands for one. */
export function wholeNumberOr<Word extends string>(word: Word, least: number, most: number) {
  const message = `must be ${word}, or a whole number from ${String(least)} to ${String(most)}`;
  return z.string().transform((text, context): number | Word => {
    if (text === word) return word;
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

/** Servers of one NATS cluster, separated by commas; undefined where unset. */
export const natsUrl = z
  .string()
  .regex(
    /^\s*(nats|tls):\/\/[^\s,]+(\s*,\s*(nats|tls):\/\/[^\s,]+)*\s*$/,
    'must be nats://host:port, several separated by commas',
  )
  .optional();

/** Folder for what a service keeps. */
export const stateDir = z.string().default('.blockqnn').describe('folder for what the service keeps');

export const logLevel = z
  .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
  .default('info')
  .describe(`least level that is logged: ${LOG_LEVELS.join(', ')}`);

/** A database on a PostgreSQL server; undefined where unset: a SQLite file in the state folder. */
export const databaseUrl = z
  .string()
  .superRefine((text, context) => {
    try {
      parsePostgresUrl(text);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      // Never with the text, which may hold a password.
      context.addIssue({ code: 'custom', message: error.message });
    }
  })
  .optional()
  .describe('postgres://user:password@host:port/database; unset: a SQLite file in the state folder');

/** When a commit to a SQLite file returns. */
export const sqliteSynchronous = z
  .enum(['full', 'normal'], 'must be full or normal')
  .default('full')
  .describe("when a SQLite file's commit returns; normal: a power failure may cost the last ones");
