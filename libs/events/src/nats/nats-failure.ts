import { ErrorCode, NatsError } from 'nats';
import { errorOf } from '../error-of.js';
import { AUTHENTICATION_VARIABLES } from './authentication.js';
import type { NatsConfig } from './config.js';

const REFUSED: readonly string[] = [
  ErrorCode.AuthorizationViolation,
  ErrorCode.AuthenticationExpired,
  ErrorCode.AuthenticationTimeout,
  ErrorCode.BadAuthentication,
];

const NO_TLS: string = ErrorCode.ServerOptionNotAvailable;
const NO_ANSWER: string = ErrorCode.Timeout;

/** Codes of Node's TLS that mean: the server's certificate is not trusted. */
const NOT_TRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/;
/** Codes and texts that mean: the server wants a certificate of ours, or another one. */
const CLIENT_CERTIFICATE =
  /alert (certificate required|bad certificate|unknown ca)|CERTIFICATE_REQUIRED|BAD_CERTIFICATE/i;
/** JetStream's error where it is switched off, for the server or for the account. */
const NO_JETSTREAM: readonly (number | undefined)[] = [10039, 10076];

/** Why NATS does not do what it is asked, in words that say what to do; never with a secret. */
export function natsFailure(thrown: unknown, { authentication, tls }: NatsConfig): Error {
  const error = errorOf(thrown);
  const { code = '' } = error as NodeJS.ErrnoException;
  const says = (message: string): Error => new Error(message, { cause: error });
  const text = `${code} ${error.message}`;
  if (REFUSED.includes(code) || /authorization violation|authentication/i.test(error.message)) {
    return says(
      authentication.kind === 'none'
        ? `NATS asks who we are: set ${AUTHENTICATION_VARIABLES.none}`
        : `NATS refuses what ${AUTHENTICATION_VARIABLES[authentication.kind]} holds: check that the user exists, is not expired, and belongs to this server`,
    );
  }
  if (CLIENT_CERTIFICATE.test(text)) {
    return says(
      tls?.certFile === undefined
        ? 'NATS asks for a client certificate: set BLOCKQNN_NATS_TLS_CERT and BLOCKQNN_NATS_TLS_KEY'
        : 'NATS refuses the client certificate in BLOCKQNN_NATS_TLS_CERT: check its dates and who signed it',
    );
  }
  if (NOT_TRUSTED.test(code)) {
    return says(
      `the certificate of NATS is not trusted (${code}): BLOCKQNN_NATS_TLS_CA must hold its authority, and the server's name in BLOCKQNN_NATS_URL must be one of the certificate's`,
    );
  }
  if (code === NO_TLS) {
    return says(
      'TLS is asked for, and the NATS server offers none: check BLOCKQNN_NATS_URL and BLOCKQNN_NATS_TLS_*',
    );
  }
  if (!(error instanceof NatsError)) return error;
  const { api_error: answer } = error;
  if (answer ? NO_JETSTREAM.includes(answer.err_code) : code === '503') {
    return says('JetStream does not answer: it must be on (nats-server --jetstream), also for our account');
  }
  if (answer) return says(`JetStream: ${answer.description} (error ${String(answer.err_code)})`);
  if (code === NO_ANSWER) return says('NATS did not answer in time');
  return error;
}
