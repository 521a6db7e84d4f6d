import type { EventEmitter } from 'node:events';
import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Server } from '@grpc/grpc-js';
import type { Logger } from '@blockqnn/telemetry';
import { RareLog } from './rare-log.js';

/** What gRPC listens with, which it tells nobody of. */
interface Listening {
  readonly http2Servers?: ReadonlyMap<EventEmitter, unknown>;
}

/** A socket of TLS has the one that it speaks through, without a word in Node.js's documentation. */
type WrappingSocket = TLSSocket & { readonly _parent?: Socket };

/**
 * Logs who did not come in, since a client that is refused here makes no call that could be answered. To be
 * called once the server listens.
 */
export function logRefusedHandshakes(server: Server, logger: Logger): void {
  const rare = new RareLog();
  const log = (peer: string, reason: string) => {
    rare.tell(`${peer} ${reason}`, (leftOut) => {
      logger.warn({ peer, reason, ...(leftOut > 0 && { leftOut }) }, 'connection refused');
    });
  };
  // grpc-js keeps its HTTP/2 servers to itself, and tells of no handshake that failed.
  for (const http2Server of (server as unknown as Listening).http2Servers?.keys() ?? []) {
    // A socket keeps an address that it was asked for, and forgets any other as soon as it is closed.
    http2Server.on('connection', (socket: Socket) => socket.remoteAddress);
    http2Server.on('tlsClientError', (error: NodeJS.ErrnoException, socket: WrappingSocket) => {
      const reason = reasonOf(error, socket);
      if (reason !== undefined) log((socket._parent ?? socket).remoteAddress ?? 'unknown', reason);
    });
    const peers = new WeakMap<ServerHttp2Session, string | undefined>();
    http2Server.on('session', (session: ServerHttp2Session) => {
      peers.set(session, session.socket.remoteAddress);
    });
    http2Server.on('sessionError', ({ code }: NodeJS.ErrnoException, session: ServerHttp2Session) => {
      if (code !== 'ERR_HTTP2_ERROR') return;
      log(peers.get(session) ?? 'unknown', 'the client does not speak HTTP/2, or speaks TLS');
    });
  }
}

/** Undefined where the client only went away, as probes and load-balancers do. */
function reasonOf({ code = '', message }: NodeJS.ErrnoException, socket: TLSSocket): string | undefined {
  // Node.js declares an Error, and gives its code.
  const distrust: unknown = socket.authorizationError;
  if (typeof distrust === 'string') return `the client's certificate is not accepted (${distrust})`;
  if (/^(ECONN|EPIPE|ETIMEDOUT)/.test(code)) return undefined;
  if (/PEER_DID_NOT_RETURN_A_CERTIFICATE/.test(code)) return 'the client shows no certificate';
  if (/HTTP_REQUEST|WRONG_VERSION_NUMBER/.test(code)) return 'the client speaks plaintext';
  if (/ALERT_(UNKNOWN_CA|BAD_CERTIFICATE|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED)/.test(code)) {
    return `the client does not trust our certificate (${code})`;
  }
  return code === '' ? message : code;
}
