import assert from 'node:assert/strict';
import { it } from 'node:test';
import { z } from 'zod';
import { natsFrom, natsVariables, readEnvironment } from '../src/index.js';

const schema = z.object(natsVariables);
const read = (env: Readonly<Record<string, string>>) =>
  natsFrom(
    readEnvironment(
      schema,
      Object.fromEntries(Object.entries(env).map(([name, value]) => [`BLOCKQNN_NATS_${name}`, value])),
    ),
  );
const URL = 'nats://a:4222';
const NO_STREAM = {
  replicas: undefined,
  maxAgeMs: undefined,
  maxBytes: undefined,
  duplicateWindowMs: undefined,
  storage: undefined,
};

it('without a server there is no NATS', () => {
  assert.equal(read({}), undefined);
  assert.equal(read({ CREDENTIALS_FILE: 'f' }), undefined);
});

it('what is unset is left to the operator', () => {
  assert.deepEqual(read({ URL: ' nats://me:secret@a:4222 , tls://b:4222' }), {
    servers: ['nats://me:secret@a:4222', 'tls://b:4222'],
    authentication: { kind: 'none' },
    tls: undefined,
    stream: NO_STREAM,
  });
});

it('every way to get in', () => {
  const ways = [
    [{ CREDENTIALS_FILE: 'c' }, { kind: 'credentials', file: 'c' }],
    [{ NKEY_FILE: 'n' }, { kind: 'nkey', file: 'n' }],
    [
      { USER: 'u', PASSWORD_FILE: 'p' },
      { kind: 'user', user: 'u', password: { file: 'p' } },
    ],
    [{ TOKEN_FILE: 't' }, { kind: 'token', token: { file: 't' } }],
  ] as const;
  for (const [env, authentication] of ways) {
    assert.deepEqual(read({ URL, ...env })?.authentication, authentication);
  }
  assert.deepEqual(read({ URL, TLS_CA: 'ca', TLS_CERT: 'cert', TLS_KEY: 'key' })?.tls, {
    caFile: 'ca',
    certFile: 'cert',
    keyFile: 'key',
  });
});

it('every setting of the stream', () => {
  const settings = {
    STREAM_REPLICAS: '3',
    STREAM_MAX_AGE_HOURS: '48',
    STREAM_MAX_MIB: '1024',
    STREAM_DUPLICATE_WINDOW_SECONDS: '3600',
    STREAM_STORAGE: 'memory',
  };
  assert.deepEqual(read({ URL, ...settings })?.stream, {
    replicas: 3,
    maxAgeMs: 48 * 3_600_000,
    maxBytes: 2 ** 30,
    duplicateWindowMs: 3_600_000,
    storage: 'memory',
  });
  assert.deepEqual(read({ URL, STREAM_MAX_AGE_HOURS: 'unlimited', STREAM_MAX_MIB: 'unlimited' })?.stream, {
    ...NO_STREAM,
    maxAgeMs: 0,
    maxBytes: -1,
  });
});

it('says what is wrong, and what does not go together', () => {
  const bad = [
    [{ STREAM_REPLICAS: '6' }, /BLOCKQNN_NATS_STREAM_REPLICAS: must be a whole number from 1 to 5/],
    [
      { STREAM_MAX_AGE_HOURS: '0' },
      /BLOCKQNN_NATS_STREAM_MAX_AGE_HOURS: must be unlimited, or a whole number/,
    ],
    [{ STREAM_STORAGE: 'disk' }, /BLOCKQNN_NATS_STREAM_STORAGE: must be file or memory/],
    [{ USER: 'u' }, /BLOCKQNN_NATS_USER and BLOCKQNN_NATS_PASSWORD_FILE: set both/],
    [{ NKEY_FILE: 'n', TOKEN_FILE: 't' }, /set only one of them/],
    [{ TLS_CERT: 'c' }, /BLOCKQNN_NATS_TLS_CERT and BLOCKQNN_NATS_TLS_KEY: set both/],
    [
      { STREAM_MAX_AGE_HOURS: '1', STREAM_DUPLICATE_WINDOW_SECONDS: '3601' },
      /DUPLICATE_WINDOW_SECONDS: must be no longer/,
    ],
  ] as const;
  for (const [env, says] of bad) assert.throws(() => read({ URL, ...env }), says);
});
