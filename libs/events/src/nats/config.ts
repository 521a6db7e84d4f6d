/** A secret itself, or the file that holds it, which is read at every attempt to connect. */
export type NatsSecret = { readonly value: string } | { readonly file: string };

/** How a service shows NATS who it is. */
export type NatsAuthentication =
  | { readonly kind: 'none' }
  /** A file of a user's JWT and seed, as `nsc generate creds` writes it. */
  | { readonly kind: 'credentials'; readonly file: string }
  /** A file with a user's nkey seed, `SU…`. */
  | { readonly kind: 'nkey'; readonly file: string }
  | { readonly kind: 'user'; readonly user: string; readonly password: NatsSecret }
  | { readonly kind: 'token'; readonly token: NatsSecret };

/** Files in PEM, read at every attempt to connect. */
export interface NatsTls {
  /** Certificates of authorities that the server's certificate is checked against; undefined: the system's. */
  readonly caFile?: string | undefined;
  /** The client's own certificate, where the server asks for one, and its key. */
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

/** What the stream is to be like. Whatever is undefined stays as an operator set it. */
export interface StreamSettings {
  /** Servers that keep a copy of each message, 1 to 5; new streams: 1. */
  readonly replicas?: number | undefined;
  /** Messages older than this are dropped; 0: none is. New streams: 0. */
  readonly maxAgeMs?: number | undefined;
  /** The oldest messages are dropped beyond this; −1: none is. New streams: −1. */
  readonly maxBytes?: number | undefined;
  /** How long the server remembers message ids. Undefined: 10 minutes at least, or `maxAgeMs` where that is less. */
  readonly duplicateWindowMs?: number | undefined;
  /** Only a new stream can choose. New streams: file. */
  readonly storage?: 'file' | 'memory' | undefined;
}

/** Where NATS is, how to get in, and what its stream is to be like. */
export interface NatsConfig {
  /** Servers of one cluster, for instance "nats://127.0.0.1:4222". */
  readonly servers: readonly string[];
  readonly authentication: NatsAuthentication;
  /** Undefined: TLS where the server asks for it, checked against the system's authorities. */
  readonly tls: NatsTls | undefined;
  readonly stream: StreamSettings;
}
