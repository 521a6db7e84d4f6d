import assert from 'node:assert/strict';
import { test } from 'node:test';
import { registryConfigFromEnv } from '../src/config.js';

/** What security is without any variable; its own tests say the rest. */
const OPEN = {
  transport: { allowPlaintext: false, tls: undefined },
  tokensFile: undefined,
  auditFile: undefined,
  clientLimits: { callsPerSecond: 20_000, burst: 40_000, concurrentCalls: 16_000 },
  limits: { maxConcurrentCalls: 20_000, maxMessageBytes: 4 * 2 ** 20 },
};

test('defaults', () => {
  const expected = {
    listen: { host: '127.0.0.1', port: 50053 },
    security: OPEN,
    stateDir: '.blockqnn',
    databaseUrl: undefined,
    sqliteSynchronous: 'full',
    nats: undefined,
    maxExportBytes: 512 * 2 ** 20,
    exportSpoolBytes: 4096 * 2 ** 20,
    logLevel: 'info',
  };
  assert.deepEqual(registryConfigFromEnv({}), expected);
  assert.deepEqual(registryConfigFromEnv({ BLOCKQNN_NATS_URL: '', BLOCKQNN_LOG_LEVEL: '' }), expected);
});

test('everything set', () => {
  assert.deepEqual(
    registryConfigFromEnv({
      BLOCKQNN_REGISTRY_LISTEN: '0.0.0.0:7000',
      BLOCKQNN_STATE_DIR: '/var/lib/blockqnn',
      BLOCKQNN_DATABASE_URL: 'postgres://me:secret@db/blocks',
      BLOCKQNN_SQLITE_SYNCHRONOUS: 'normal',
      BLOCKQNN_NATS_URL: 'nats://one:4222, nats://two:4222',
      BLOCKQNN_MAX_EXPORT_MIB: '64',
      BLOCKQNN_EXPORT_SPOOL_MIB: '128',
      BLOCKQNN_LOG_LEVEL: 'debug',
    }),
    {
      listen: { host: '0.0.0.0', port: 7000 },
      security: OPEN,
      stateDir: '/var/lib/blockqnn',
      databaseUrl: 'postgres://me:secret@db/blocks',
      sqliteSynchronous: 'normal',
      nats: {
        servers: ['nats://one:4222', 'nats://two:4222'],
        authentication: { kind: 'none' },
        tls: undefined,
        stream: {
          replicas: undefined,
          maxAgeMs: undefined,
          maxBytes: undefined,
          duplicateWindowMs: undefined,
          storage: undefined,
        },
      },
      maxExportBytes: 64 * 2 ** 20,
      exportSpoolBytes: 128 * 2 ** 20,
      logLevel: 'debug',
    },
  );
});

test('every bad variable is named, with what is allowed', () => {
  assert.throws(
    () =>
      registryConfigFromEnv({
        BLOCKQNN_REGISTRY_LISTEN: 'here',
        BLOCKQNN_NATS_URL: 'http://x',
        BLOCKQNN_DATABASE_URL: 'mysql://me:secret@db/blocks',
        BLOCKQNN_SQLITE_SYNCHRONOUS: 'off',
        BLOCKQNN_MAX_EXPORT_MIB: '0',
        BLOCKQNN_LOG_LEVEL: 'loud',
      }),
    (error: Error) => {
      assert.match(error.message, /^BLOCKQNN_REGISTRY_LISTEN: must be host:port/m);
      assert.match(error.message, /^BLOCKQNN_NATS_URL: must be nats:\/\/host:port/m);
      assert.match(error.message, /^BLOCKQNN_DATABASE_URL: the database URL must begin with postgres:/m);
      assert.match(error.message, /^BLOCKQNN_SQLITE_SYNCHRONOUS: must be full or normal/m);
      assert.doesNotMatch(error.message, /secret/);
      assert.match(error.message, /^BLOCKQNN_MAX_EXPORT_MIB: must be a whole number from 1 to 99999/m);
      assert.match(error.message, /^BLOCKQNN_LOG_LEVEL: must be one of silent/m);
      return true;
    },
  );
});

test('the largest model has to fit into the disk space for models, and another one beside it', () => {
  assert.throws(
    () => registryConfigFromEnv({ BLOCKQNN_MAX_EXPORT_MIB: '64', BLOCKQNN_EXPORT_SPOOL_MIB: '127' }),
    /^Error: BLOCKQNN_EXPORT_SPOOL_MIB: must be at least 128, twice BLOCKQNN_MAX_EXPORT_MIB$/,
  );
});
