import type { NatsAuthentication, NatsConfig } from './config.js';

type Found = Pick<NatsConfig, 'servers' | 'authentication' | 'tls'>;

/**
 * Servers of one cluster, separated by commas. `nats://user:password@host:port` and `nats://token@host:port` say how
 * to get in as well, and `tls://` anywhere asks for TLS. Throws RangeError, without naming a secret.
 */
export function parseServers(text: string): Found {
  const urls = text.split(',').map((part) => parseUrl(part.trim()));
  const [authentication = { kind: 'none' } as const] = urls
    .map(authenticationOf)
    .filter(({ kind }) => kind !== 'none');
  return {
    servers: urls.map(({ protocol, host }) => `${protocol}//${host}`),
    authentication,
    tls: urls.some(({ protocol }) => protocol === 'tls:') ? {} : undefined,
  };
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.host && (url.protocol === 'nats:' || url.protocol === 'tls:')) return url;
  throw new RangeError('must be nats://host:port, several separated by commas');
}

function authenticationOf({ username, password }: URL): NatsAuthentication {
  const [name, secret] = [username, password].map(decodeURIComponent) as [string, string];
  if (name === '' && secret === '') return { kind: 'none' };
  if (secret === '') return { kind: 'token', token: { value: name } };
  return { kind: 'user', user: name, password: { value: secret } };
}
