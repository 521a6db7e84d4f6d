import type { ServerCall } from '@blockqnn/rpc';
import type { TokenEntry } from './token-entry.js';

/** Who calls. */
export interface Caller {
  /** Undefined: the server asks for none. */
  readonly token: TokenEntry | undefined;
  /** Whose budget the call is taken from. */
  readonly client: string;
  /** For people, in the log. */
  readonly name: string;
}

/** Longest that a connection's certificate is remembered: reading it costs more than all else of a call. */
const REMEMBER_MS = 10_000;
const MAX_REMEMBERED = 10_000;

/** Tells the certificates of connections apart at little cost. */
export class Certificates {
  readonly #now: () => number;
  readonly #remembered = new Map<
    string,
    { readonly fingerprint: string | undefined; readonly atMs: number }
  >();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Fingerprint of the certificate that a peer showed; undefined: none. */
  fingerprintOf(call: ServerCall): string | undefined {
    const peer = call.getPeer();
    const now = this.#now();
    const known = this.#remembered.get(peer);
    if (known && now - known.atMs < REMEMBER_MS) return known.fingerprint;
    const fingerprint = call.getAuthContext().sslPeerCertificate?.fingerprint256;
    if (this.#remembered.size >= MAX_REMEMBERED) this.#remembered.clear();
    this.#remembered.set(peer, { fingerprint, atMs: now });
    return fingerprint;
  }
}

/** `CN=worker-7, O=Example`; undefined where the caller showed no certificate. */
export function certificateSubject(call: ServerCall): string | undefined {
  const subject = call.getAuthContext().sslPeerCertificate?.subject;
  if (!subject) return undefined;
  return Object.entries(subject)
    .map(([field, value]) => `${field}=${Array.isArray(value) ? value.join('+') : String(value)}`)
    .join(', ');
}

/** The host of a peer: a client has many ports. */
export function peerHost(call: ServerCall): string {
  const peer = call.getPeer();
  return peer.slice(0, Math.max(0, peer.lastIndexOf(':'))) || peer;
}
