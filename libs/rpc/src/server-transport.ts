import { experimental, ServerCredentials } from '@grpc/grpc-js';
import type { Logger } from '@blockqnn/telemetry';
import { formatAddress, type ListenAddress } from './listen-address.js';
import { ListenError } from './listen-error.js';
import { isLoopback } from './loopback.js';
import { FollowedCertificates, type TlsFiles } from './tls-files.js';

/** How a server is reached. */
export interface ServerTransport {
  /** Undefined: plaintext. With a `ca`, clients have to show a certificate that it signed. */
  readonly tls?: (TlsFiles & Required<Pick<TlsFiles, 'identity'>>) | undefined;
  /** Whether plaintext may leave this machine. Default false. */
  readonly allowPlaintext?: boolean | undefined;
  /** How often certificates are looked at. Default 1 s. */
  readonly followMs?: number | undefined;
}

/** Credentials to listen with. Disposing ends what follows the files. */
export interface OpenTransport extends Disposable {
  readonly credentials: ServerCredentials;
}

/**
 * Whether a server may listen so and its files do, found out before anything is opened or listened on.
 * @throws as {@link openTransport}
 */
export function checkTransport(service: string, listen: ListenAddress, transport: ServerTransport): void {
  const { tls, allowPlaintext = false } = transport;
  if (tls) new FollowedCertificates(tls, () => undefined)[Symbol.dispose]();
  else refuseOpenPlaintext(service, listen, allowPlaintext);
}

/** @throws ListenError where plaintext would leave the machine unasked; Error that names a setting whose file does not do. */
export function openTransport(
  service: string,
  listen: ListenAddress,
  { tls, allowPlaintext = false, followMs }: ServerTransport,
  logger: Logger,
): OpenTransport {
  if (tls) {
    const certificates = new FollowedCertificates(
      tls,
      (error) => {
        logger.error({ err: error }, 'new certificates do not do; the old ones stay');
      },
      followMs,
    );
    const asksClients = tls.ca !== undefined;
    return {
      // The identity comes first, whatever gRPC calls its parameters.
      credentials: experimental.createCertificateProviderServerCredentials(
        certificates,
        asksClients ? certificates : null,
        asksClients,
      ),
      [Symbol.dispose]: () => {
        certificates[Symbol.dispose]();
      },
    };
  }
  refuseOpenPlaintext(service, listen, allowPlaintext);
  if (!isLoopback(listen.host)) {
    logger.warn(
      { address: formatAddress(listen) },
      'plaintext: whoever is on the network can read and change it',
    );
  }
  return { credentials: ServerCredentials.createInsecure(), [Symbol.dispose]: () => undefined };
}

function refuseOpenPlaintext(service: string, listen: ListenAddress, allowPlaintext: boolean): void {
  if (isLoopback(listen.host) || allowPlaintext) return;
  throw new ListenError(
    service,
    formatAddress(listen),
    'without TLS only addresses of this machine alone are listened on',
    'set BLOCKQNN_TLS_CERT and BLOCKQNN_TLS_KEY, or, where nobody else is on the network, BLOCKQNN_ALLOW_PLAINTEXT=true',
  );
}
