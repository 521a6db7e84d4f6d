import { nkeys as untyped } from 'nats';

interface KeyPair {
  getPublicKey(): string;
  getSeed(): Uint8Array;
  sign(text: Uint8Array): Uint8Array;
}

// The client has these functions without their types.
const nkeys = untyped as unknown as Readonly<
  Record<'createOperator' | 'createAccount' | 'createUser', () => KeyPair>
>;

const UNLIMITED = {
  subs: -1,
  data: -1,
  payload: -1,
  imports: -1,
  exports: -1,
  wildcards: true,
  conn: -1,
  leaf: -1,
  mem_storage: -1,
  disk_storage: -1,
  streams: -1,
  consumer: -1,
};

/** A user's nkey. */
export interface NkeyUser {
  readonly publicKey: string;
  readonly seed: string;
}

export function createNkeyUser(): NkeyUser {
  const user = nkeys.createUser();
  return { publicKey: user.getPublicKey(), seed: seedOf(user) };
}

/** A server's settings for an operator with one account, and the text of a credentials file of a user of it. */
export function createCredentials(): { readonly settings: string; readonly credentials: string } {
  const [operator, account, system, user] = [
    nkeys.createOperator(),
    nkeys.createAccount(),
    nkeys.createAccount(),
    nkeys.createUser(),
  ];
  const accountToken = (key: KeyPair): string =>
    token(key, operator, { type: 'account', version: 2, limits: key === account ? UNLIMITED : {} });
  const operatorToken = token(operator, operator, { type: 'operator', version: 2 });
  const userToken = token(user, account, { type: 'user', version: 2, subs: -1, data: -1, payload: -1 });
  return {
    settings: [
      `operator: ${operatorToken}`,
      `system_account: ${system.getPublicKey()}`,
      'resolver: MEMORY',
      `resolver_preload: {`,
      ...[account, system].map((key) => `  ${key.getPublicKey()}: ${accountToken(key)}`),
      '}',
    ].join('\n'),
    credentials: [
      '-----BEGIN NATS USER JWT-----',
      userToken,
      '------END NATS USER JWT------',
      '',
      '-----BEGIN USER NKEY SEED-----',
      seedOf(user),
      '------END USER NKEY SEED------',
      '',
    ].join('\n'),
  };
}

/** A JWT as NATS has them: of the subject, signed by the issuer. */
function token(subject: KeyPair, issuer: KeyPair, nats: object): string {
  const claims = {
    jti: subject.getPublicKey(),
    iat: Math.floor(Date.now() / 1000),
    iss: issuer.getPublicKey(),
    name: 'test',
    sub: subject.getPublicKey(),
    nats,
  };
  const text = [{ typ: 'JWT', alg: 'ed25519-nkey' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${Buffer.from(issuer.sign(Buffer.from(text))).toString('base64url')}`;
}

function seedOf(key: KeyPair): string {
  return Buffer.from(key.getSeed()).toString('utf8');
}
