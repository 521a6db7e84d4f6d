import type { ServerLimits, ServerTransport } from '@blockqnn/rpc';
import { wholeNumber } from '@blockqnn/settings';
import type { z } from 'zod';
import type { ClientLimits } from './call-budgets.js';
import { file, flag, namedFile } from './setting-forms.js';

/** Who may call a service, how, and how much. */
export interface ServerSecurity {
  readonly transport: ServerTransport;
  /** File of tokens; undefined: none are asked for. */
  readonly tokensFile: string | undefined;
  readonly clientLimits: ClientLimits;
  readonly limits: Pick<ServerLimits, 'maxMessageBytes' | 'maxConcurrentCalls'>;
  /** Where administrative calls are written down besides the log; undefined: nowhere. */
  readonly auditFile: string | undefined;
}

const MIB = 2 ** 20;

/** The variables of every service, for its schema. */
export const securityVariables = {
  BLOCKQNN_TLS_CERT: file('certificate (chain) to show to callers, a PEM file; unset: plaintext'),
  BLOCKQNN_TLS_KEY: file('its key'),
  BLOCKQNN_TLS_CLIENT_CA: file('callers have to show a certificate of these authorities, a PEM file'),
  BLOCKQNN_ALLOW_PLAINTEXT: flag('true: listen beyond loopback, and send tokens there, without TLS'),
  BLOCKQNN_TOKENS_FILE: file(
    'tokens that callers may have (blockqnn token create); unset: none are asked for',
  ),
  BLOCKQNN_AUDIT_FILE: file('administrative calls are appended here, besides the log'),
  BLOCKQNN_RATE_LIMIT: wholeNumber(1, 1_000_000).default(20_000).describe('calls a second of one client'),
  BLOCKQNN_RATE_BURST: wholeNumber(1, 10_000_000)
    .optional()
    .describe('calls of one client at a stroke; unset: twice the rate'),
  BLOCKQNN_MAX_CALLS_PER_CLIENT: wholeNumber(1, 1_000_000)
    .default(16_000)
    .describe('calls of one client at once'),
  BLOCKQNN_MAX_CALLS: wholeNumber(1, 1_000_000).default(20_000).describe('calls of all clients at once'),
  BLOCKQNN_MAX_MESSAGE_MIB: wholeNumber(1, 1024).default(4).describe('largest request, in MiB'),
} as const;

/**
 * The settings of a service's security.
 * @throws Error that names variables which do not go together.
 */
export function securityFrom(data: z.infer<z.ZodObject<typeof securityVariables>>): ServerSecurity {
  const { BLOCKQNN_TLS_CERT: certificate, BLOCKQNN_TLS_KEY: key, BLOCKQNN_TLS_CLIENT_CA: ca } = data;
  if ((certificate === undefined) !== (key === undefined)) {
    throw new Error('BLOCKQNN_TLS_CERT and BLOCKQNN_TLS_KEY: set both or neither');
  }
  if (ca !== undefined && certificate === undefined) {
    throw new Error('BLOCKQNN_TLS_CLIENT_CA: needs BLOCKQNN_TLS_CERT and BLOCKQNN_TLS_KEY');
  }
  return {
    transport: {
      allowPlaintext: data.BLOCKQNN_ALLOW_PLAINTEXT,
      tls:
        certificate === undefined || key === undefined
          ? undefined
          : {
              identity: {
                certificate: namedFile('BLOCKQNN_TLS_CERT', certificate),
                key: namedFile('BLOCKQNN_TLS_KEY', key),
              },
              ca: ca === undefined ? undefined : namedFile('BLOCKQNN_TLS_CLIENT_CA', ca),
            },
    },
    tokensFile: data.BLOCKQNN_TOKENS_FILE,
    clientLimits: {
      callsPerSecond: data.BLOCKQNN_RATE_LIMIT,
      burst: data.BLOCKQNN_RATE_BURST ?? 2 * data.BLOCKQNN_RATE_LIMIT,
      concurrentCalls: data.BLOCKQNN_MAX_CALLS_PER_CLIENT,
    },
    limits: {
      maxConcurrentCalls: data.BLOCKQNN_MAX_CALLS,
      maxMessageBytes: data.BLOCKQNN_MAX_MESSAGE_MIB * MIB,
    },
    auditFile: data.BLOCKQNN_AUDIT_FILE,
  };
}
