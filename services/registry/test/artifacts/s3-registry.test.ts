import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { status } from '@grpc/grpc-js';
import { s3ServerOfFile, type S3Server } from '../../../../test/tools/s3-server.js';
import { health } from '../health.js';
import { failed } from '../refused.js';
import { evaluation, STACK, temporaryFolder, testRegistry, type TestRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

const serverOf = s3ServerOfFile();
/** The first run builds the S3 server. */
const TIMEOUT = { timeout: 300_000 };
const NSC = 'conv3@0';
const FILE = encodeSafetensors(initialiseWeights(buildLayerGraph(parseBlock(NSC), STACK), 1));

interface Place {
  readonly server: S3Server;
  readonly bucket: string;
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
}

async function setUp(t: TestContext): Promise<Place | undefined> {
  const server = await serverOf(t);
  if (!server) return undefined;
  Object.assign(process.env, server.credentials);
  const bucket = await server.createBucket();
  const folder = await temporaryFolder(t);
  const env = {
    BLOCKQNN_STATE_DIR: folder,
    BLOCKQNN_ARTIFACTS: `s3://${bucket}/blockqnn`,
    BLOCKQNN_S3_ENDPOINT: server.endpoint,
  };
  return { server, bucket, folder, env };
}

async function fetched(registry: TestRegistry, name: string, offset = 0) {
  const chunks: Buffer[] = [];
  let sizeBytes: number | undefined;
  for await (const { header, chunk } of registry.client.fetchArtifact({ name, offset })) {
    if (header) ({ sizeBytes } = header);
    if (chunk) chunks.push(chunk);
  }
  return { sizeBytes, bytes: new Uint8Array(Buffer.concat(chunks)) };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const unavailable = failed(
  status.UNAVAILABLE,
  /the artifact store is not available; try again/,
  'ARTIFACTS_UNAVAILABLE',
);

test('S3: weights go in, are fetched from any offset, exported, and collected', TIMEOUT, async (t) => {
  const { server, bucket, folder, env } = (await setUp(t)) ?? {};
  if (!server || bucket === undefined || folder === undefined || !env) return;
  await using registry = await testRegistry(env);
  const sha256 = await uploadFile(registry, 'weights', FILE);
  const object = join(server.folderOf(bucket), 'blockqnn', 'weights', sha256);
  assert.deepEqual(new Uint8Array(await readFile(object)), FILE);
  const name = `weights/${sha256}`;
  assert.deepEqual(await fetched(registry, name), { sizeBytes: FILE.length, bytes: FILE });
  assert.deepEqual(await fetched(registry, name, 1000), {
    sizeBytes: FILE.length,
    bytes: FILE.subarray(1000),
  });
  assert.deepEqual((await fetched(registry, name, FILE.length)).bytes.length, 0);
  await assert.rejects(
    fetched(registry, name, FILE.length + 1),
    failed(status.INVALID_ARGUMENT, /offset: must be 0 to the length/),
  );
  await assert.rejects(
    fetched(registry, `weights/${'0'.repeat(64)}`),
    failed(status.NOT_FOUND, /is not kept/),
  );
  await registry.publish(evaluation({ trial: 1, nsc: NSC, weightsSha256: sha256 }));
  const { blocks } = await registry.client.queryBlocks({});
  const request = { block: blocks[0]?.block?.name ?? '' };
  for await (const { header } of registry.client.exportModel(request)) {
    if (header) assert.equal(header.weights, 'WEIGHTS_STATE_TRAINED');
  }
  const { artifacts } = await registry.client.listArtifacts({});
  assert.deepEqual(
    artifacts.map((artifact) => [artifact.name, artifact.referenced]),
    [[name, true]],
  );
  const incoming = await readdir(join(folder, 'incoming'));
  assert.deepEqual(
    incoming.filter((file) => !file.startsWith('lock')),
    [],
  );
});

test('S3: the registry waits for a store that is away, at the start and later', TIMEOUT, async (t) => {
  const { server, env } = (await setUp(t)) ?? {};
  if (!server || !env) return;
  await server.kill();
  await using registry = await testRegistry(env);
  assert.equal(await health(registry.address), 'NOT_SERVING');
  await assert.rejects(uploadFile(registry, 'weights', FILE), (error: { retryDelayMs?: number }) => {
    assert.equal(error.retryDelayMs, 1000);
    return unavailable(error);
  });
  // What needs no artifacts goes on.
  await registry.publish(evaluation({ trial: 1 }));
  assert.equal((await registry.client.queryBlocks({})).blocks.length, 1);
  await server.restart();
  await until(async () => (await health(registry.address)) === 'SERVING');
  // All bytes came before the store was away: they are not sent again.
  const sha256 = await uploadFile(registry, 'weights', FILE, FILE.length);
  await server.kill();
  const name = `weights/${sha256}`;
  await assert.rejects(registry.client.queryUpload({ name }), unavailable);
  await until(async () => (await health(registry.address)) === 'NOT_SERVING');
  await assert.rejects(registry.client.listArtifacts({}), unavailable);
  await server.restart();
  await until(async () => (await health(registry.address)) === 'SERVING');
  assert.deepEqual((await fetched(registry, name)).bytes, FILE);
});

test('S3: a start that waiting does not help is refused, naming what to mend', TIMEOUT, async (t) => {
  const { env } = (await setUp(t)) ?? {};
  if (!env) return;
  await assert.rejects(
    testRegistry({ ...env, BLOCKQNN_ARTIFACTS: 's3://not-there/x' }),
    /there is no bucket not-there; make it, or change BLOCKQNN_ARTIFACTS/,
  );
  const { AWS_SECRET_ACCESS_KEY: secret } = process.env;
  process.env['AWS_SECRET_ACCESS_KEY'] = 'wr0ng';
  try {
    await assert.rejects(testRegistry(env), (error: Error) => {
      assert.match(error.message, /AWS_SECRET_ACCESS_KEY/);
      assert.doesNotMatch(error.message, /wr0ng/);
      return true;
    });
  } finally {
    process.env['AWS_SECRET_ACCESS_KEY'] = secret;
  }
  await using _ = await testRegistry(env);
});
