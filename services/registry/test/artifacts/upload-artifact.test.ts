import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { artifactKindToProto, type ArtifactKind, type RegistryMethods } from '@blockqnn/api';
import { epochToJson } from '@blockqnn/events';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { status } from '@grpc/grpc-js';
import { failed, refused } from '../refused.js';
import { STACK, temporaryFolder, testRegistry, type TestRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

type Part = RegistryMethods['uploadArtifact']['requestInput'];

const TIMEOUT = { timeout: 60_000 };
const FILE = encodeSafetensors(initialiseWeights(buildLayerGraph(parseBlock('conv3@0'), STACK), 1));
const CURVE = Buffer.from(
  [1, 2, 3].map((number) => `${epochToJson({ number, accuracy: number / 4, loss: 1 / number })}\n`).join(''),
);
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const header = (bytes: Uint8Array, offset = 0, kind: ArtifactKind = 'weights'): Part => ({
  header: { kind: artifactKindToProto(kind), sizeBytes: bytes.length, sha256: sha256Of(bytes), offset },
});

function* chunks(bytes: Uint8Array, size: number): Generator<Part> {
  for (let at = 0; at < bytes.length; at += size) yield { chunk: bytes.subarray(at, at + size) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
async function* stream(...parts: Iterable<Part>[]): AsyncGenerator<Part> {
  for (const part of parts) yield* part;
}

/** Uploads the beginning of a file and breaks off; resolves when the registry has noticed. */
async function breakOff(
  registry: TestRegistry,
  folder: string,
  bytes: Uint8Array,
  begun: number,
  offset = 0,
) {
  const giveUp = new AbortController();
  async function* halting(): AsyncGenerator<Part> {
    yield header(bytes, offset);
    yield* chunks(bytes.subarray(offset, begun), 2 ** 20);
    const path = join(folder, 'incoming', `weights-${sha256Of(bytes)}`);
    await until(async () => (await sizeOf(path)) === begun);
    giveUp.abort();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await assert.rejects(registry.client.uploadArtifact(halting(), { signal: giveUp.signal }));
  await until(async () => (await query(registry, bytes)).committedBytes === begun);
}

/** Gives up before the test does, so that the registry ends with it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries === 2000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

function query(registry: TestRegistry, bytes: Uint8Array) {
  return registry.client.queryUpload({ name: `weights/${sha256Of(bytes)}` });
}

/** Files of uploads under way or broken off. */
async function incoming(folder: string): Promise<string[]> {
  return (await readdir(join(folder, 'incoming'))).filter((name) => !name.startsWith('lock'));
}

async function setUp(t: TestContext) {
  const folder = await temporaryFolder(t);
  return { folder, registry: await testRegistry(folder) };
}

test('keeps artifacts of every kind under their SHA-256, and takes them again', TIMEOUT, async (t) => {
  const { folder, registry } = await setUp(t);
  await using _ = registry;
  for (const size of [2 ** 20, 1000]) {
    const { name } = await registry.client.uploadArtifact(stream([header(FILE)], chunks(FILE, size)));
    assert.equal(name, `weights/${sha256Of(FILE)}`);
  }
  assert.deepEqual(await readdir(join(folder, 'weights')), [sha256Of(FILE)]);
  assert.deepEqual(new Uint8Array(await readFile(join(folder, 'weights', sha256Of(FILE)))), FILE);
  await uploadFile(registry, 'checkpoints', FILE);
  await uploadFile(registry, 'curves', CURVE);
  assert.deepEqual(await readFile(join(folder, 'curves', sha256Of(CURVE))), CURVE);
  assert.deepEqual(await incoming(folder), []);
});

test('keeps nothing of an upload that is not what its header says', TIMEOUT, async (t) => {
  const { folder, registry } = await setUp(t);
  await using _ = registry;
  const flipped = Uint8Array.from(FILE);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  const rubbish = new Uint8Array(100).fill(7);
  const big = new Uint8Array(2 ** 20 + 1);
  const gap = Buffer.from(`${epochToJson({ number: 1 })}\n${epochToJson({ number: 3 })}\n`);
  const sha256 = sha256Of(FILE);
  const kind = 'ARTIFACT_KIND_WEIGHTS';
  const cases: [Iterable<Part>[], string, RegExp][] = [
    [[], 'header', /must come first; the stream is empty/],
    [[chunks(FILE, 1000)], 'header', /must come first, before any chunk/],
    [[[{}]], 'header', /must come first/],
    [[[header(FILE), header(FILE)]], 'chunk', /must be set in every message after the header/],
    [[[{ header: { sizeBytes: 8, sha256 } }]], 'header.kind', /must be ARTIFACT_KIND_WEIGHTS, /],
    [[[{ header: { kind, sizeBytes: 0, sha256 } }]], 'header.size_bytes', /must be at least 1/],
    [
      [[{ header: { kind, sizeBytes: 2 ** 30 + 1, sha256 } }]],
      'header.size_bytes',
      /must be 1 to 1073741824 for weights/,
    ],
    [
      [[{ header: { kind: 'ARTIFACT_KIND_CURVE', sizeBytes: 2 ** 24 + 1, sha256 } }]],
      'header.size_bytes',
      /must be 1 to 16777216 for curves/,
    ],
    [
      [[{ header: { kind, sizeBytes: 8, sha256, offset: 9 } }]],
      'header.offset',
      /must be 0 to size_bytes, 8/,
    ],
    [[[{ header: { kind, sizeBytes: 8, sha256, offset: -1 } }]], 'header.offset', /must be 0 or more/],
    ...['', sha256.toUpperCase(), `../${sha256.slice(3)}`, '/etc/passwd', `${sha256}0`].map(
      (name): [Iterable<Part>[], string, RegExp] => [
        [[{ header: { kind, sizeBytes: 8, sha256: name } }]],
        'header.sha256',
        /must be 64 lower-case/,
      ],
    ),
    [[[header(big)], [{ chunk: big }]], 'chunk', /has 1048577 bytes, at most 1048576 allowed/],
    [[[header(FILE)], chunks(FILE, 1000), [{ chunk: Uint8Array.of(1) }]], 'chunk', /more bytes than the/],
    [[[header(FILE)], chunks(FILE.subarray(1), 1000)], 'header.size_bytes', /bytes came/],
    [[[header(FILE)], chunks(flipped, 1000)], 'header.sha256', /but that of the bytes is/],
    [[[header(rubbish)], [{ chunk: rubbish }]], 'chunk', /no weights in safetensors form: header: /],
    [
      [[header(rubbish, 0, 'checkpoints')], [{ chunk: rubbish }]],
      'chunk',
      /no checkpoint in safetensors form/,
    ],
    [[[header(rubbish, 0, 'curves')], [{ chunk: rubbish }]], 'chunk', /line 1: no epoch in JSON/],
    [[[header(gap, 0, 'curves')], [{ chunk: gap }]], 'chunk', /line 2: number: is 3, must be 2/],
  ];
  for (const [parts, field, description] of cases) {
    await assert.rejects(registry.client.uploadArtifact(stream(...parts)), refused(field, description));
  }
  assert.deepEqual(await incoming(folder), []);
  const { artifacts } = await registry.client.listArtifacts({});
  assert.deepEqual(artifacts, []);
});

test('goes on with an upload that broke off, also in the next process', TIMEOUT, async (t) => {
  const folder = await temporaryFolder(t);
  const weights = initialiseWeights(
    buildLayerGraph(parseBlock('conv5@0,conv5@1'), { ...STACK, stages: [{ repeats: 2, filters: 128 }] }),
    1,
  );
  const file = encodeSafetensors(weights);
  assert.ok(file.length > 3 * 2 ** 20);
  const half = 2 * 2 ** 20;
  {
    await using registry = await testRegistry(folder);
    assert.deepEqual(await query(registry, file), { committedBytes: 0, complete: false });
    await breakOff(registry, folder, file, 1000);
    await breakOff(registry, folder, file, half, 1000);
  }
  await using registry = await testRegistry(folder);
  assert.deepEqual(await query(registry, file), { committedBytes: half, complete: false });
  assert.deepEqual(await registry.client.listArtifacts({}), { artifacts: [], nextPageToken: '' });
  await uploadFile(registry, 'weights', file, half);
  assert.deepEqual(await query(registry, file), { committedBytes: file.length, complete: true });
  assert.deepEqual(new Uint8Array(await readFile(join(folder, 'weights', sha256Of(file)))), file);
  assert.deepEqual(await incoming(folder), []);
});

test('says how an upload cannot be gone on with', TIMEOUT, async (t) => {
  const { folder, registry } = await setUp(t);
  await using _ = registry;
  await assert.rejects(
    uploadFile(registry, 'weights', FILE, 1),
    failed(status.ABORTED, /fewer than 1 bytes are there; ask QueryUpload/, 'UPLOAD_OFFSET'),
  );
  await breakOff(registry, folder, FILE, 1000);
  await assert.rejects(
    uploadFile(registry, 'weights', FILE, 1001),
    failed(status.ABORTED, /fewer than 1001 bytes/, 'UPLOAD_OFFSET'),
  );
  // The earlier bytes stay, and an offset before their end counts.
  assert.equal((await query(registry, FILE)).committedBytes, 1000);
  await breakOff(registry, folder, FILE, 500, 200);
  // Other bytes than those that the rest goes with, as after a power failure.
  const damaged = Uint8Array.from(FILE);
  damaged[0] = 255;
  await assert.rejects(
    registry.client.uploadArtifact(stream([header(FILE, 500)], chunks(damaged.subarray(500).fill(1), 1000))),
    failed(status.ABORTED, /begin at offset 0/, 'UPLOAD_DAMAGED'),
  );
  assert.deepEqual(await query(registry, FILE), { committedBytes: 0, complete: false });
  await uploadFile(registry, 'weights', FILE);
});

test('two who upload the same do not disturb each other', TIMEOUT, async (t) => {
  const { folder, registry } = await setUp(t);
  await using _ = registry;
  let goOn: (() => void) | undefined;
  const waiting = new Promise<void>((resolve) => (goOn = resolve));
  async function* slow(): AsyncGenerator<Part> {
    yield header(FILE);
    yield { chunk: FILE.subarray(0, 1000) };
    await waiting;
    yield* chunks(FILE.subarray(1000), 2 ** 20);
  }
  const first = registry.client.uploadArtifact(slow());
  await until(async () => (await incoming(folder)).length > 0);
  assert.equal((await query(registry, FILE)).committedBytes, 0);
  await assert.rejects(
    uploadFile(registry, 'weights', FILE, 1000),
    failed(status.ABORTED, /another call uploads the same/, 'UPLOAD_UNDER_WAY'),
  );
  await uploadFile(registry, 'weights', FILE);
  assert.equal((await query(registry, FILE)).complete, true);
  goOn?.();
  await first;
  assert.deepEqual(await incoming(folder), []);
  assert.deepEqual(await readdir(join(folder, 'weights')), [sha256Of(FILE)]);
});

test('names of artifacts are checked wherever they come', TIMEOUT, async (t) => {
  const { registry } = await setUp(t);
  await using _ = registry;
  const hex = 'a'.repeat(64);
  for (const name of [
    '',
    hex,
    `weights/${hex.slice(1)}`,
    `weights/${'A'.repeat(64)}`,
    `weights/../${hex}`,
    `/weights/${hex}`,
    `lock/${hex}`,
    `weights/${hex}/..`,
  ]) {
    await assert.rejects(
      registry.client.queryUpload({ name }),
      refused('name', /must be "weights\/\{sha256\}"/),
    );
    await assert.rejects(
      registry.client.fetchArtifact({ name })[Symbol.asyncIterator]().next(),
      refused('name', /must be "weights\/\{sha256\}"/),
    );
  }
});

test('fetches from any offset within the length', TIMEOUT, async (t) => {
  const { registry } = await setUp(t);
  await using _ = registry;
  const name = `weights/${await uploadFile(registry, 'weights', FILE)}`;
  const fetched = async (offset: number) => {
    const parts = [];
    for await (const { chunk } of registry.client.fetchArtifact({ name, offset }))
      if (chunk) parts.push(chunk);
    return new Uint8Array(Buffer.concat(parts));
  };
  for (const offset of [0, 1, FILE.length - 1, FILE.length]) {
    assert.deepEqual(await fetched(offset), FILE.subarray(offset));
  }
  const beyond = new RegExp(`must be 0 to the length, ${String(FILE.length)}`);
  await assert.rejects(fetched(FILE.length + 1), refused('offset', beyond));
  await assert.rejects(fetched(-1), refused('offset', /must be 0 or more/));
});
