import assert from 'node:assert/strict';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { systemClock } from '@blockqnn/telemetry';
import { s3ServerOfFile, type S3Server } from '../../../../test/tools/s3-server.js';
import { ArtifactCache } from '../../src/artifacts/artifact-cache.js';
import { ArtifactStoreError, type ArtifactStoreErrorCode } from '../../src/artifacts/artifact-store.js';
import { S3Artifacts } from '../../src/artifacts/s3-artifacts.js';
import type { S3Place } from '../../src/artifacts/s3-place.js';
import { temporaryFolder } from '../test-registry.js';
import { startBreakingProxy } from './breaking-proxy.js';
import { artifactOf, artifactStoreContract, contentOf, put } from './artifact-store-contract.js';

const serverOf = s3ServerOfFile();
/** The first run builds the S3 server. */
const TIMEOUT = { timeout: 300_000 };
const CACHE_BYTES = 100 * 2 ** 20;
const never = new AbortController().signal;

interface Opened {
  readonly server: S3Server;
  readonly store: S3Artifacts;
  readonly place: S3Place;
  readonly cacheFolder: string;
}

/** A store in a fresh bucket, or where told. */
async function openStore(t: TestContext, changes: Partial<S3Place> = {}): Promise<Opened | undefined> {
  const server = await serverOf(t);
  if (!server) return undefined;
  Object.assign(process.env, server.credentials);
  const { endpoint, region } = server;
  const bucket = await server.createBucket();
  const place = { bucket, prefix: 'some/prefix/', endpoint, region, pathStyle: true, ...changes };
  const ends: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const end of ends.reverse()) await end();
  });
  const cacheFolder = await temporaryFolder({
    after: ((end: () => Promise<void>) => void ends.push(end)) as TestContext['after'],
  });
  const cache = await ArtifactCache.open(cacheFolder, CACHE_BYTES, systemClock);
  const store = await S3Artifacts.open(place, cache, systemClock);
  ends.push(() => store[Symbol.asyncDispose]());
  return { server, store, place, cacheFolder };
}

artifactStoreContract('S3', async (t) => (await openStore(t))?.store);

function fails(code: ArtifactStoreErrorCode, message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof ArtifactStoreError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, message);
    return true;
  };
}

test(
  'S3: an object lies under prefix, kind and SHA-256; the root of a bucket does too',
  TIMEOUT,
  async (t) => {
    for (const prefix of ['some/prefix/', '']) {
      const { server, store, place } = (await openStore(t, { prefix })) ?? {};
      if (!server || !store || !place) return;
      const { bytes, id } = artifactOf(10_000);
      await put(store, id, bytes);
      const file = join(server.folderOf(place.bucket), prefix, 'weights', id.sha256);
      assert.ok((await readFile(file)).equals(bytes));
    }
  },
);

test('S3: what is wrong with the settings is said, with the variable to mend', TIMEOUT, async (t) => {
  const check = async (changes: Partial<S3Place>, code: ArtifactStoreErrorCode, message: RegExp) => {
    const { store } = (await openStore(t, changes)) ?? {};
    if (store) await assert.rejects(store.check(), fails(code, message));
  };
  await check(
    { bucket: 'not-there' },
    'REFUSED',
    /no bucket not-there; make it, or change BLOCKQNN_ARTIFACTS/,
  );
  await check({ region: 'eu-west-7' }, 'REFUSED', /BLOCKQNN_S3_REGION/);
  // Nobody listens there.
  await check(
    { endpoint: 'http://127.0.0.1:9' },
    'UNAVAILABLE',
    /s3:\/\/bucket-.*127\.0\.0\.1:9 is not available/,
  );

  const { server, place, cacheFolder } = (await openStore(t)) ?? {};
  if (!server || !place || cacheFolder === undefined) return;
  const withCredentials = async (variables: Record<string, string>, message: RegExp) => {
    Object.assign(process.env, variables);
    const cache = await ArtifactCache.open(await temporaryFolder(t), CACHE_BYTES, systemClock);
    await using store = await S3Artifacts.open(place, cache, systemClock);
    await assert.rejects(store.check(), (error) => {
      fails('REFUSED', message)(error);
      assert.doesNotMatch((error as Error).message, /wr0ng/);
      return true;
    });
  };
  try {
    await withCredentials({ AWS_SECRET_ACCESS_KEY: 'wr0ng' }, /secret access key.*AWS_SECRET_ACCESS_KEY/);
    await withCredentials({ AWS_ACCESS_KEY_ID: 'wr0ng' }, /access key is not known.*AWS_ACCESS_KEY_ID/);
    delete process.env['AWS_ACCESS_KEY_ID'];
    delete process.env['AWS_SECRET_ACCESS_KEY'];
    await withCredentials({ AWS_EC2_METADATA_DISABLED: 'true' }, /no credentials; set AWS_ACCESS_KEY_ID/);
  } finally {
    Object.assign(process.env, server.credentials);
  }
});

test('S3: a server that is away is UNAVAILABLE, and all is there when it is back', TIMEOUT, async (t) => {
  const { server, store } = (await openStore(t)) ?? {};
  if (!server || !store) return;
  const { bytes, id } = artifactOf(9 * 2 ** 20);
  const other = artifactOf(100);
  await put(store, id, bytes);
  await server.kill();
  for (const call of [
    () => store.check(),
    () => store.find(id),
    () => store.open(id, never),
    () => put(store, other.id, other.bytes),
    () => store.delete(id),
    () => store.list('weights').next(),
  ]) {
    await assert.rejects(call(), fails('UNAVAILABLE', /is not available/));
  }
  await server.restart();
  await store.check();
  assert.ok((await contentOf(store, id))?.equals(bytes));
  // Now it is in the cache.
  await server.kill();
  assert.ok((await contentOf(store, id))?.equals(bytes));
  await server.restart();
});

test('S3: what was damaged there is not given out, nor kept in the cache', TIMEOUT, async (t) => {
  const { server, store, place, cacheFolder } = (await openStore(t)) ?? {};
  if (!server || !store || !place || cacheFolder === undefined) return;
  const { bytes, id } = artifactOf(1000);
  await put(store, id, bytes);
  const file = join(server.folderOf(place.bucket), place.prefix, 'weights', id.sha256);
  bytes[500] = (bytes[500] ?? 0) ^ 1;
  await writeFile(file, bytes);
  await assert.rejects(
    store.open(id, never),
    fails('CORRUPT', new RegExp(`object some/prefix/weights/${id.sha256}`)),
  );
  assert.deepEqual(
    (await readdir(cacheFolder)).filter((name) => !name.startsWith('lock')),
    [],
  );
  bytes[500] ^= 1;
  await put(store, id, bytes);
  assert.ok((await contentOf(store, id))?.equals(bytes));
});

test('S3: a copy in the cache that a disk damaged is mended by putting it again', TIMEOUT, async (t) => {
  const { store, cacheFolder } = (await openStore(t)) ?? {};
  if (!store || cacheFolder === undefined) return;
  const { bytes, id } = artifactOf(1000);
  await put(store, id, bytes);
  assert.ok((await contentOf(store, id))?.equals(bytes));
  await writeFile(join(cacheFolder, `weights-${id.sha256}`), Buffer.alloc(1000));
  assert.ok(!(await contentOf(store, id))?.equals(bytes), 'the copy is what is given out');
  await put(store, id, bytes);
  assert.ok((await contentOf(store, id))?.equals(bytes));
});

test('S3: a download goes on where the connection broke, after the last byte too', TIMEOUT, async (t) => {
  const { server, store, place } = (await openStore(t)) ?? {};
  if (!server || !store || !place) return;
  const { bytes, id } = artifactOf(300_000);
  await put(store, id, bytes);
  const readVia = async (...breaks: number[]) => {
    const proxy = await startBreakingProxy(t, server.endpoint, breaks);
    const { store: reader } = (await openStore(t, { ...place, endpoint: proxy.endpoint })) ?? {};
    if (!reader) throw new Error('there was a server before');
    assert.ok((await contentOf(reader, id))?.equals(bytes), String(breaks));
    return proxy.ranges;
  };
  assert.deepEqual(await readVia(), [undefined]);
  assert.deepEqual(await readVia(100_000, 50_000), [undefined, 'bytes=100000-', 'bytes=150000-']);
  assert.deepEqual(await readVia(300_000), [undefined, 'bytes=300000-']);
  assert.deepEqual(await readVia(299_999), [undefined, 'bytes=299999-']);
});

test(
  'S3: the server refuses bytes that are not those of the SHA-256, and keeps nothing',
  TIMEOUT,
  async (t) => {
    const { store } = (await openStore(t)) ?? {};
    if (!store) return;
    const { bytes } = artifactOf(1000);
    const { id: other } = artifactOf(1000);
    await assert.rejects(put(store, other, bytes), ArtifactStoreError);
    assert.equal(await store.find(other), undefined);
  },
);

test('S3: an upload that is given up leaves nothing, parts neither', TIMEOUT, async (t) => {
  const { server, store, place } = (await openStore(t)) ?? {};
  if (!server || !store || !place) return;
  const { bytes, id } = artifactOf(40 * 2 ** 20);
  const giveUp = new AbortController();
  const putting = put(store, id, bytes, giveUp.signal);
  setTimeout(() => {
    giveUp.abort(new Error('given up'));
  }, 30);
  await assert.rejects(putting);
  assert.equal(await store.find(id), undefined);
  assert.deepEqual(await filesUnder(server.folderOf(place.bucket)), []);
});

async function filesUnder(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const files = [];
  for (const name of names) if ((await stat(join(folder, name))).isFile()) files.push(name);
  return files;
}
