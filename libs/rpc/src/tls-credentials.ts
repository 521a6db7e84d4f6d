import { isIP, type Socket } from 'node:net';
import { connect, createSecureContext, type ConnectionOptions, type SecureContext } from 'node:tls';
import { CallCredentials, ChannelCredentials, type experimental } from '@grpc/grpc-js';
import type { CurrentCertificates } from './tls-files.js';

type CreateConnector = ChannelCredentials['_createSecureConnector'];

/** How a client sets up TLS with a host, besides its certificates. */
export function tlsOptions(host: string): ConnectionOptions {
  // RFC 6066: an address is no server name. The certificate is checked against `host` then.
  return { host, servername: isIP(host) === 0 ? host : '', ALPNProtocols: ['h2'] };
}

/**
 * Credentials of a channel to one host, with the certificates of now. gRPC's own put an address into the
 * handshake as the server's name, which is not one.
 */
export class TlsCredentials extends ChannelCredentials {
  readonly #host: string;
  readonly #certificates: () => CurrentCertificates;
  #context: { readonly of: CurrentCertificates; readonly made: SecureContext } | undefined;

  constructor(host: string, certificates: () => CurrentCertificates) {
    super();
    this.#host = host;
    this.#certificates = certificates;
  }

  /** Made anew only when the files have changed. */
  get context(): SecureContext {
    const of = this.#certificates();
    if (this.#context?.of !== of) {
      const { ca, identity } = of;
      const made = createSecureContext({
        ca: ca?.caCertificate,
        cert: identity?.certificate,
        key: identity?.privateKey,
      });
      this.#context = { of, made };
    }
    return this.#context.made;
  }

  override _isSecure(): boolean {
    return true;
  }

  override _equals(other: ChannelCredentials): boolean {
    return this === other;
  }

  override _createSecureConnector(
    _target: Parameters<CreateConnector>[0],
    _options: Parameters<CreateConnector>[1],
    callCredentials: CallCredentials = CallCredentials.createEmpty(),
  ): experimental.SecureConnector {
    return {
      connect: (socket) => this.#secure(socket),
      waitForReady: () => Promise.resolve(),
      getCallCredentials: () => callCredentials,
      destroy: () => undefined,
    };
  }

  #secure(socket: Socket): Promise<experimental.SecureConnectResult> {
    return new Promise((resolve, reject) => {
      const closed = () => {
        reject(new Error('the connection was closed during the TLS handshake'));
      };
      const secure = connect({ ...tlsOptions(this.#host), socket, secureContext: this.context }, () => {
        secure.removeListener('close', closed);
        secure.removeListener('error', reject);
        resolve({ socket: secure, secure: true });
      });
      secure.once('close', closed);
      secure.once('error', reject);
    });
  }
}
