import type { X509Certificate } from 'node:crypto';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { status } from '@grpc/grpc-js';
import { RpcError } from './error.js';
import { formatAddress, type ListenAddress } from './listen-address.js';
import { tlsOptions } from './tls-credentials.js';

/** Both sides are there, but do not agree on who they are or how they speak; says what mends it. */
export class TlsFaultError extends RpcError {
  constructor(message: string, options?: ErrorOptions) {
    super(status.UNAVAILABLE, message, {}, options);
  }
}

/** How a client calls. */
export interface CalledWith {
  readonly address: ListenAddress;
  /** Undefined: plaintext. */
  readonly tls: { readonly context: SecureContext; readonly showsCertificate: boolean } | undefined;
}

/** How a handshake went. */
interface Handshake {
  /** What broke it, or the connection after it. */
  readonly error: NodeJS.ErrnoException | undefined;
  /** The server's, where it came to that. */
  readonly certificate: X509Certificate | undefined;
  /** What is wrong with the certificate. */
  readonly distrust: string | undefined;
  /** Whether anything came after the handshake: the server has let us in. */
  readonly answered: boolean;
}

/** Longest that finding out may take. */
const BOUND_MS = 2000;

/**
 * Shakes hands once more, without any call, to tell why there was no connection: gRPC's own words seldom say it.
 * Undefined where it was not TLS. Never rejects.
 */
export async function findTlsFault(called: CalledWith): Promise<TlsFaultError | undefined> {
  const message = called.tls ? faultOf(called, await shakeHands(called)) : await plaintextFault(called);
  return message === undefined ? undefined : new TlsFaultError(message);
}

async function plaintextFault(called: CalledWith): Promise<string | undefined> {
  const { certificate } = await shakeHands(called);
  if (!certificate) return undefined;
  return `${formatAddress(called.address)} speaks TLS, and was called in plaintext; set BLOCKQNN_TLS_CA to the authority that its certificate is from, or to "system"`;
}

function faultOf({ address, tls }: CalledWith, handshake: Handshake): string | undefined {
  const { error, certificate, distrust, answered } = handshake;
  const where = formatAddress(address);
  if (SPEAKS_NO_TLS.has(error?.code ?? '')) {
    return `${where} speaks plaintext, and was called with TLS; leave BLOCKQNN_TLS_CA out, or give the service a certificate (its BLOCKQNN_TLS_CERT and BLOCKQNN_TLS_KEY)`;
  }
  if (distrust === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    const names = certificate?.subjectAltName ?? 'no name at all';
    return `the certificate of ${where} is good for ${names}, not for ${address.host}; call the service by such a name, or give it a certificate that has this one (subjectAltName)`;
  }
  if (distrust === 'CERT_HAS_EXPIRED' || distrust === 'CERT_NOT_YET_VALID') {
    const { validFrom = '?', validTo = '?' } = certificate ?? {};
    return `the certificate of ${where} is valid from ${validFrom} to ${validTo} alone; renew it, or look at this machine's clock`;
  }
  if (distrust !== undefined) {
    return `the certificate of ${where} is not from an authority in BLOCKQNN_TLS_CA (${distrust}); name the file of the authority that signed it`;
  }
  if (certificate === undefined || answered) return undefined;
  // What a server does that does not like ours: it hangs up, with or without a word.
  return tls?.showsCertificate === true
    ? `${where} does not accept the certificate in BLOCKQNN_TLS_CLIENT_CERT; it has to be valid, and from an authority in the service's BLOCKQNN_TLS_CLIENT_CA`
    : `${where} asks callers for a certificate; set BLOCKQNN_TLS_CLIENT_CERT and BLOCKQNN_TLS_CLIENT_KEY`;
}

/** What OpenSSL makes of bytes that are no TLS. */
const SPEAKS_NO_TLS = new Set([
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  'ERR_SSL_HTTP_REQUEST',
]);

/**
 * A connection that sends nothing of ours but the certificate, to whoever is there: it is looked at whether they
 * are trusted, rather than asked.
 */
function shakeHands({ address, tls }: CalledWith): Promise<Handshake> {
  return new Promise((resolve) => {
    let seen: Pick<Handshake, 'certificate' | 'distrust'> = { certificate: undefined, distrust: undefined };
    const socket: TLSSocket = connect({
      ...tlsOptions(address.host),
      port: address.port,
      secureContext: tls?.context,
      rejectUnauthorized: false,
    });
    const end = (error: NodeJS.ErrnoException | undefined, answered: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ error, answered, ...seen });
    };
    // A server that keeps us may take its time to say something.
    const timer = setTimeout(end, BOUND_MS, undefined, true);
    socket.once('secureConnect', () => {
      // Node.js declares an Error, and gives its code.
      const distrust: unknown = socket.authorizationError;
      seen = {
        certificate: socket.getPeerX509Certificate(),
        distrust: tls && typeof distrust === 'string' ? distrust : undefined,
      };
      if (!tls || seen.distrust !== undefined) end(undefined, false);
    });
    socket.once('data', () => {
      end(undefined, true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      end(error, false);
    });
    socket.once('close', () => {
      end(undefined, false);
    });
  });
}
