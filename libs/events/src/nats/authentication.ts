import { readFile } from 'node:fs/promises';
import {
  credsAuthenticator,
  nkeyAuthenticator,
  tokenAuthenticator,
  usernamePasswordAuthenticator,
  type Authenticator,
  type ConnectionOptions,
} from 'nats';
import type { NatsAuthentication, NatsConfig, NatsSecret, NatsTls } from './config.js';

/** Variables that say how to get in, by kind, for messages. */
export const AUTHENTICATION_VARIABLES = {
  none: 'BLOCKQNN_NATS_CREDENTIALS_FILE, BLOCKQNN_NATS_NKEY_FILE, BLOCKQNN_NATS_USER or BLOCKQNN_NATS_TOKEN_FILE',
  credentials: 'BLOCKQNN_NATS_CREDENTIALS_FILE',
  nkey: 'BLOCKQNN_NATS_NKEY_FILE',
  user: 'BLOCKQNN_NATS_USER and BLOCKQNN_NATS_PASSWORD_FILE',
  token: 'BLOCKQNN_NATS_TOKEN_FILE',
} as const;

/** What a connection needs to get in. Files are read now. Throws where one cannot be, or holds something else. */
export async function accessOptions({ authentication, tls }: NatsConfig): Promise<ConnectionOptions> {
  const authenticator = await authenticatorOf(authentication);
  return {
    ...(authenticator && { authenticator }),
    ...(tls && { tls: await tlsOptions(tls) }),
  };
}

async function authenticatorOf(authentication: NatsAuthentication): Promise<Authenticator | undefined> {
  const { kind } = authentication;
  switch (kind) {
    case 'none':
      return undefined;
    case 'user':
      return usernamePasswordAuthenticator(
        authentication.user,
        await secretOf(authentication.password, AUTHENTICATION_VARIABLES.user),
      );
    case 'token':
      return tokenAuthenticator(await secretOf(authentication.token, AUTHENTICATION_VARIABLES.token));
    case 'credentials':
      return checked(
        credsAuthenticator(
          Buffer.from(await textOf(authentication.file, AUTHENTICATION_VARIABLES.credentials)),
        ),
        `${authentication.file} (BLOCKQNN_NATS_CREDENTIALS_FILE) holds no credentials: it must have a user's JWT and seed`,
      );
    case 'nkey':
      return checked(
        nkeyAuthenticator(
          Buffer.from((await textOf(authentication.file, AUTHENTICATION_VARIABLES.nkey)).trim()),
        ),
        `${authentication.file} (BLOCKQNN_NATS_NKEY_FILE) holds no nkey: it must have the seed of a user, SU…`,
      );
  }
}

/** Signs once, so that a bad file is told of by name. The cause is left out: it may quote the file. */
function checked(authenticator: Authenticator, otherwise: string): Authenticator {
  try {
    authenticator('nonce');
  } catch {
    throw new Error(otherwise);
  }
  return authenticator;
}

async function secretOf(secret: NatsSecret, variable: string): Promise<string> {
  return 'value' in secret ? secret.value : (await textOf(secret.file, variable)).trim();
}

async function tlsOptions({
  caFile,
  certFile,
  keyFile,
}: NatsTls): Promise<{ ca?: string; cert?: string; key?: string }> {
  return {
    ...(caFile !== undefined && { ca: await textOf(caFile, 'BLOCKQNN_NATS_TLS_CA') }),
    ...(certFile !== undefined && { cert: await textOf(certFile, 'BLOCKQNN_NATS_TLS_CERT') }),
    ...(keyFile !== undefined && { key: await textOf(keyFile, 'BLOCKQNN_NATS_TLS_KEY') }),
  };
}

async function textOf(file: string, variable: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`${file} (${variable}) cannot be read: ${code ?? 'unknown error'}`, { cause: error });
  }
}
