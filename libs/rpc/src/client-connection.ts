import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { FollowedFiles, type NamedFile } from './followed-files.js';
import { formatAddress, type ListenAddress } from './listen-address.js';
import { isLoopback } from './loopback.js';
import { TlsCredentials } from './tls-credentials.js';
import type { CalledWith } from './tls-fault.js';
import { FollowedCertificates, type TlsFiles } from './tls-files.js';

/** How a client reaches a service, and who it says it is. */
export interface ClientConnection {
  /** Undefined: plaintext. */
  readonly tls?: (TlsFiles & Required<Pick<TlsFiles, 'ca'>>) | undefined;
  /** Sent with every call: the token itself, or a file that holds it. */
  readonly token?: string | NamedFile | undefined;
  /** Whether the token may leave this machine in plaintext. Default false. */
  readonly allowPlaintext?: boolean | undefined;
}

/** What one address is reached with. */
export interface Line {
  readonly credentials: ChannelCredentials;
  /** With which certificates, for explanations. */
  readonly calledWith: () => CalledWith;
}

/** Disposing ends what follows the files. */
export interface OpenConnection extends Disposable {
  /** To reach an address with. */
  readonly to: (address: ListenAddress) => Line;
  /** Value of the header `authorization`; undefined: none. */
  readonly authorization: () => string | undefined;
}

/** A client was told to do what would give its token away. */
export class PlaintextTokenError extends Error {
  override readonly name = 'PlaintextTokenError';

  constructor(address: string) {
    super(
      `the token would go to ${address} in plaintext, for everybody on the network to read; ` +
        'set BLOCKQNN_TLS_CA, or, where nobody else is on the network, BLOCKQNN_ALLOW_PLAINTEXT=true',
    );
  }
}

/**
 * @throws PlaintextTokenError where a token would leave the machine in plaintext unasked; Error that names a
 * setting whose file does not do.
 */
export function openConnection(
  addresses: readonly ListenAddress[],
  { tls, token, allowPlaintext = false }: ClientConnection,
): OpenConnection {
  const away = addresses.find(({ host }) => !isLoopback(host));
  if (!tls && token !== undefined && !allowPlaintext && away)
    throw new PlaintextTokenError(formatAddress(away));
  // A client has no log: with files that do not do any more it goes on as it was, and calls say what is refused.
  const certificates = tls && new FollowedCertificates(tls, () => undefined);
  const followed = token === undefined ? undefined : followToken(token);
  return {
    to: (address) => lineTo(address, certificates),
    authorization: () => followed && `Bearer ${followed.value}`,
    [Symbol.dispose]: () => {
      certificates?.[Symbol.dispose]();
      followed?.[Symbol.dispose]();
    },
  };
}

function lineTo(address: ListenAddress, certificates: FollowedCertificates | undefined): Line {
  if (!certificates) {
    return { credentials: credentials.createInsecure(), calledWith: () => ({ address, tls: undefined }) };
  }
  const secure = new TlsCredentials(address.host, () => certificates.current);
  const calledWith = (): CalledWith => ({
    address,
    tls: { context: secure.context, showsCertificate: certificates.current.identity !== null },
  });
  return { credentials: secure, calledWith };
}

function followToken(token: string | NamedFile): Disposable & { readonly value: string } {
  if (typeof token === 'string') {
    return { value: checkedToken(token, 'BLOCKQNN_TOKEN'), [Symbol.dispose]: () => undefined };
  }
  return new FollowedFiles({
    files: [token],
    parse: ([bytes]) => checkedToken(bytes?.toString('utf8').trim() ?? '', `${token.name}: ${token.path}`),
    onFault: () => undefined,
  });
}

/** What a header can carry; says nothing of the token itself. */
function checkedToken(token: string, where: string): string {
  if (/^[\x21-\x7e]{1,1000}$/.test(token)) return token;
  throw new Error(`${where}: a token is 1 to 1000 printable ASCII characters without spaces`);
}
