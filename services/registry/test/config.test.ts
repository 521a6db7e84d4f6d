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
    artifacts: { kind: 'folder', path: '.blockqnn' },
    artifactGraceMs: 7 * 86_400_000,
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
      BLOCKQNN_ARTIFACTS: 's3://my-bucket/some/prefix/',
      BLOCKQNN_S3_ENDPOINT: 'https://s3.example.com:9000',
      BLOCKQNN_ARTIFACT_CACHE_MIB: '100',
      BLOCKQNN_ARTIFACT_GRACE_DAYS: 'never',
      BLOCKQNN_LOG_LEVEL: 'debug',
    }),
    {
      listen: { host: '0.0.0.0', port: 7000 },
      security: OPEN,
      stateDir: '/var/lib/blockqnn',
      databaseUrl: 'postgres://me:secret@db/blocks',
      sqliteSynchronous: 'normal',
      artifacts: {
        kind: 's3',
        s3: {
          bucket: 'my-bucket',
          prefix: 'some/prefix/',
          endpoint: 'https://s3.example.com:9000',
          region: 'us-east-1',
          pathStyle: true,
        },
        path: '/var/lib/blockqnn',
        cacheBytes: 100 * 2 ** 20,
      },
      artifactGraceMs: undefined,
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

test('where artifacts are kept', () => {
  const placeOf = (env: Record<string, string>) => registryConfigFromEnv(env).artifacts;
  assert.deepEqual(placeOf({ BLOCKQNN_ARTIFACTS: '/data', BLOCKQNN_STATE_DIR: '/state' }), {
    kind: 'folder',
    path: '/data',
  });
  const aws = placeOf({ BLOCKQNN_ARTIFACTS: 's3://bucket' });
  assert.deepEqual(aws.kind === 's3' && aws.s3, {
    bucket: 'bucket',
    prefix: '',
    endpoint: undefined,
    region: undefined,
    pathStyle: false,
  });
  for (const url of [
    's3://',
    's3://B',
    's3://ab',
    's3://a..b',
    's3://bucket//x',
    's3://bucket/../x',
    's3://bucket/a b',
  ]) {
    assert.throws(() => placeOf({ BLOCKQNN_ARTIFACTS: url }), /BLOCKQNN_ARTIFACTS: must be a folder, or s3:/);
  }
  for (const endpoint of ['s3.example.com', 'ftp://x', 'http://me:secret@x', 'http://x/path', 'http://x?y']) {
    assert.throws(
      () => placeOf({ BLOCKQNN_ARTIFACTS: 's3://bucket', BLOCKQNN_S3_ENDPOINT: endpoint }),
      /BLOCKQNN_S3_ENDPOINT: must be http:/,
    );
  }
  assert.throws(
    () => placeOf({ BLOCKQNN_S3_ENDPOINT: 'http://127.0.0.1:9000' }),
    /BLOCKQNN_S3_ENDPOINT: goes with BLOCKQNN_ARTIFACTS=s3:/,
  );
  assert.throws(
    () => placeOf({ BLOCKQNN_ARTIFACT_GRACE_DAYS: '0' }),
    /must be never, or a whole number from 1/,
  );
});
