import type { ClientConnection } from '@blockqnn/rpc';
import { z } from 'zod';
import { file, flag, namedFile } from './setting-forms.js';

/** The variables of everything that calls a service, for its schema. */
export const connectionVariables = {
  BLOCKQNN_TLS_CA: file('authorities to trust in calls, a PEM file, or "system"; unset: plaintext'),
  BLOCKQNN_TLS_CLIENT_CERT: file('certificate to show in calls, a PEM file'),
  BLOCKQNN_TLS_CLIENT_KEY: file('its key'),
  BLOCKQNN_TOKEN: z.string().optional().describe('token to send with calls'),
  BLOCKQNN_TOKEN_FILE: file('or a file that holds it'),
  BLOCKQNN_ALLOW_PLAINTEXT: flag('true: the token may go beyond loopback without TLS'),
} as const;

/** `BLOCKQNN_TLS_CA=system`: the authorities that Node.js knows. */
const SYSTEM = 'system';

/**
 * How services are reached.
 * @throws Error that names variables which do not go together.
 */
export function connectionFrom(data: z.infer<z.ZodObject<typeof connectionVariables>>): ClientConnection {
  const { BLOCKQNN_TLS_CA: ca, BLOCKQNN_TLS_CLIENT_CERT: certificate, BLOCKQNN_TLS_CLIENT_KEY: key } = data;
  if ((certificate === undefined) !== (key === undefined)) {
    throw new Error('BLOCKQNN_TLS_CLIENT_CERT and BLOCKQNN_TLS_CLIENT_KEY: set both or neither');
  }
  if (certificate !== undefined && ca === undefined) {
    throw new Error(`BLOCKQNN_TLS_CLIENT_CERT: needs BLOCKQNN_TLS_CA, a file or "${SYSTEM}"`);
  }
  if (data.BLOCKQNN_TOKEN !== undefined && data.BLOCKQNN_TOKEN_FILE !== undefined) {
    throw new Error('BLOCKQNN_TOKEN and BLOCKQNN_TOKEN_FILE: set one of them');
  }
  return {
    allowPlaintext: data.BLOCKQNN_ALLOW_PLAINTEXT,
    token:
      data.BLOCKQNN_TOKEN ??
      (data.BLOCKQNN_TOKEN_FILE === undefined
        ? undefined
        : namedFile('BLOCKQNN_TOKEN_FILE', data.BLOCKQNN_TOKEN_FILE)),
    tls:
      ca === undefined
        ? undefined
        : {
            ca: ca === SYSTEM ? SYSTEM : namedFile('BLOCKQNN_TLS_CA', ca),
            identity:
              certificate === undefined || key === undefined
                ? undefined
                : {
                    certificate: namedFile('BLOCKQNN_TLS_CLIENT_CERT', certificate),
                    key: namedFile('BLOCKQNN_TLS_CLIENT_KEY', key),
                  },
          },
  };
}
