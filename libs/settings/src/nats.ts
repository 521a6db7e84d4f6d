import type { NatsAuthentication, NatsConfig, NatsTls } from '@blockqnn/events';
import { z } from 'zod';
import { natsUrl, wholeNumber, wholeNumberOr } from './forms.js';

const HOUR_MS = 3_600_000;
const MIB = 2 ** 20;

/** Variables about NATS, alike in every service that uses it; docs/events.md explains each. */
export const natsVariables = {
  BLOCKQNN_NATS_URL: natsUrl.describe(
    'NATS servers of one cluster, nats://host:port, several separated by commas; unset: no NATS',
  ),
  BLOCKQNN_NATS_CREDENTIALS_FILE: z.string().optional().describe("file with a user's JWT and seed"),
  BLOCKQNN_NATS_NKEY_FILE: z.string().optional().describe("file with a user's nkey seed"),
  BLOCKQNN_NATS_USER: z.string().optional().describe('user of NATS'),
  BLOCKQNN_NATS_PASSWORD_FILE: z.string().optional().describe("file with that user's password"),
  BLOCKQNN_NATS_TOKEN_FILE: z.string().optional().describe('file with a token of NATS'),
  BLOCKQNN_NATS_TLS_CA: z
    .string()
    .optional()
    .describe("file of the authorities of NATS's certificate, instead of the system's"),
  BLOCKQNN_NATS_TLS_CERT: z.string().optional().describe('file of the certificate to show to NATS'),
  BLOCKQNN_NATS_TLS_KEY: z.string().optional().describe('file of its key'),
  BLOCKQNN_NATS_STREAM_REPLICAS: wholeNumber(1, 5)
    .optional()
    .describe('servers that keep a copy of the stream; unset: as it is, new: 1'),
  BLOCKQNN_NATS_STREAM_MAX_AGE_HOURS: wholeNumberOr('unlimited', 1, 99_999)
    .optional()
    .describe('older messages are dropped; unset: as it is, new: unlimited'),
  BLOCKQNN_NATS_STREAM_MAX_MIB: wholeNumberOr('unlimited', 1, 999_999_999)
    .optional()
    .describe('beyond it the oldest messages are dropped; unset: as it is, new: unlimited'),
  BLOCKQNN_NATS_STREAM_DUPLICATE_WINDOW_SECONDS: wholeNumber(1, 604_800)
    .optional()
    .describe('how long message ids are remembered; unset: at least 600'),
  BLOCKQNN_NATS_STREAM_STORAGE: z
    .enum(['file', 'memory'], 'must be file or memory')
    .optional()
    .describe('where a new stream is kept, file or memory; unset: file'),
};

type NatsData = z.infer<z.ZodObject<typeof natsVariables>>;

/**
 * Where NATS is, how to get in, and what its stream is to be like; undefined where no server is named.
 *
 * @throws Error naming variables that do not go together.
 */
export function natsFrom(data: NatsData): NatsConfig | undefined {
  const authentication = authenticationFrom(data);
  const tls = tlsFrom(data);
  const {
    BLOCKQNN_NATS_URL: url,
    BLOCKQNN_NATS_STREAM_MAX_AGE_HOURS: maxAgeHours,
    BLOCKQNN_NATS_STREAM_MAX_MIB: maxMib,
    BLOCKQNN_NATS_STREAM_DUPLICATE_WINDOW_SECONDS: windowSeconds,
  } = data;
  if (typeof maxAgeHours === 'number' && (windowSeconds ?? 0) * 1000 > maxAgeHours * HOUR_MS) {
    throw new Error(
      'BLOCKQNN_NATS_STREAM_DUPLICATE_WINDOW_SECONDS: must be no longer than BLOCKQNN_NATS_STREAM_MAX_AGE_HOURS',
    );
  }
  if (url === undefined) return undefined;
  return {
    servers: url.split(',').map((server) => server.trim()),
    authentication,
    tls,
    stream: {
      replicas: data.BLOCKQNN_NATS_STREAM_REPLICAS,
      maxAgeMs: maxAgeHours === 'unlimited' ? 0 : maxAgeHours && maxAgeHours * HOUR_MS,
      maxBytes: maxMib === 'unlimited' ? -1 : maxMib && maxMib * MIB,
      duplicateWindowMs: windowSeconds && windowSeconds * 1000,
      storage: data.BLOCKQNN_NATS_STREAM_STORAGE,
    },
  };
}

function authenticationFrom(data: NatsData): NatsAuthentication {
  const {
    BLOCKQNN_NATS_CREDENTIALS_FILE: credentials,
    BLOCKQNN_NATS_NKEY_FILE: nkey,
    BLOCKQNN_NATS_USER: user,
    BLOCKQNN_NATS_PASSWORD_FILE: password,
    BLOCKQNN_NATS_TOKEN_FILE: token,
  } = data;
  if ((user === undefined) !== (password === undefined)) {
    throw new Error('BLOCKQNN_NATS_USER and BLOCKQNN_NATS_PASSWORD_FILE: set both or neither');
  }
  const given: NatsAuthentication[] = [];
  if (credentials !== undefined) given.push({ kind: 'credentials', file: credentials });
  if (nkey !== undefined) given.push({ kind: 'nkey', file: nkey });
  if (user !== undefined && password !== undefined) {
    given.push({ kind: 'user', user, password: { file: password } });
  }
  if (token !== undefined) given.push({ kind: 'token', token: { file: token } });
  if (given.length > 1) {
    throw new Error(
      'BLOCKQNN_NATS_CREDENTIALS_FILE, BLOCKQNN_NATS_NKEY_FILE, BLOCKQNN_NATS_USER and BLOCKQNN_NATS_TOKEN_FILE: set only one of them',
    );
  }
  return given[0] ?? { kind: 'none' };
}

function tlsFrom(data: NatsData): NatsTls | undefined {
  const {
    BLOCKQNN_NATS_TLS_CA: caFile,
    BLOCKQNN_NATS_TLS_CERT: certFile,
    BLOCKQNN_NATS_TLS_KEY: keyFile,
  } = data;
  if ((certFile === undefined) !== (keyFile === undefined)) {
    throw new Error('BLOCKQNN_NATS_TLS_CERT and BLOCKQNN_NATS_TLS_KEY: set both or neither');
  }
  if (caFile === undefined && certFile === undefined) return undefined;
  return { caFile, certFile, keyFile };
}
