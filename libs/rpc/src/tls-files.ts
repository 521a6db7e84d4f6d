import { createPrivateKey, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { experimental } from '@grpc/grpc-js';
import { FollowedFiles, type NamedFile } from './followed-files.js';

/** Files in PEM form. */
export interface TlsFiles {
  /** Whom to trust; `system`: the authorities that Node.js knows. Undefined: the other side shows no certificate. */
  readonly ca?: NamedFile | 'system' | undefined;
  /** What this side shows; undefined: nothing. */
  readonly identity?: { readonly certificate: NamedFile; readonly key: NamedFile } | undefined;
}

/** What the files hold now; another object after each change. */
export interface CurrentCertificates {
  readonly ca: experimental.CaCertificateUpdate | null;
  readonly identity: experimental.IdentityCertificateUpdate | null;
}

/**
 * Certificates for gRPC, read anew when their files change. New ones hold for connections that are opened from
 * then on. Throws an error that names the setting where a file does not do.
 */
export class FollowedCertificates implements experimental.CertificateProvider, Disposable {
  readonly #files: FollowedFiles<CurrentCertificates>;
  readonly #relays = new Map<unknown, (certificates: CurrentCertificates) => void>();

  constructor(files: TlsFiles, onFault: (error: Error) => void, intervalMs?: number) {
    const { ca, identity } = files;
    const named = [
      ...(identity === undefined ? [] : [identity.certificate, identity.key]),
      ...(ca === undefined || ca === 'system' ? [] : [ca]),
    ];
    this.#files = new FollowedFiles<CurrentCertificates>({
      files: named,
      onFault,
      ...(intervalMs !== undefined && { intervalMs }),
      parse: (contents) => {
        const [certificate, privateKey] = identity === undefined ? [] : contents;
        if (identity && certificate && privateKey) checkIdentity(identity, certificate, privateKey);
        const authorities = ca === undefined || ca === 'system' ? undefined : contents.at(-1);
        if (authorities) checkCertificates(ca as NamedFile, authorities);
        const caCertificate = ca === 'system' ? Buffer.from(rootCertificates.join('\n')) : authorities;
        return {
          ca: caCertificate ? { caCertificate } : null,
          identity: certificate && privateKey ? { certificate, privateKey } : null,
        };
      },
    });
  }

  get current(): CurrentCertificates {
    return this.#files.value;
  }

  addCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#relay(listener, ({ ca }) => {
      listener(ca);
    });
  }

  addIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#relay(listener, ({ identity }) => {
      listener(identity);
    });
  }

  removeCaCertificateListener(listener: experimental.CaCertificateUpdateListener): void {
    this.#stop(listener);
  }

  removeIdentityCertificateListener(listener: experimental.IdentityCertificateUpdateListener): void {
    this.#stop(listener);
  }

  [Symbol.dispose](): void {
    this.#files[Symbol.dispose]();
  }

  #relay(listener: unknown, relay: (certificates: CurrentCertificates) => void): void {
    this.#relays.set(listener, relay);
    this.#files.onChange(relay);
    // gRPC listens to its credentials only after they listen here; what came before would be lost.
    queueMicrotask(() => {
      if (this.#relays.get(listener) === relay) relay(this.#files.value);
    });
  }

  #stop(listener: unknown): void {
    const relay = this.#relays.get(listener);
    if (relay) this.#files.removeListener(relay);
    this.#relays.delete(listener);
  }
}

function checkIdentity(
  { certificate, key }: NonNullable<TlsFiles['identity']>,
  certificateBytes: Buffer,
  keyBytes: Buffer,
): void {
  const leaf = checkCertificates(certificate, certificateBytes);
  let privateKey;
  try {
    privateKey = createPrivateKey(keyBytes);
  } catch (error) {
    throw new Error(`${key.name}: ${key.path}: holds no private key in PEM form without a passphrase`, {
      cause: error,
    });
  }
  if (!leaf.checkPrivateKey(privateKey)) {
    throw new Error(`${key.name}: ${key.path}: is not the key of the certificate in ${certificate.name}`);
  }
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Checks every certificate of a file and gives the first. */
function checkCertificates({ name, path }: NamedFile, bytes: Buffer): X509Certificate {
  try {
    const [first] = (bytes.toString('latin1').match(CERTIFICATE) ?? []).map(
      (pem) => new X509Certificate(pem),
    );
    if (first) return first;
  } catch (error) {
    throw new Error(`${name}: ${path}: holds a broken certificate`, { cause: error });
  }
  throw new Error(`${name}: ${path}: holds no certificate in PEM form`);
}
