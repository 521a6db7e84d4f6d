import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { RegistryMethods } from '@blockqnn/api';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { refused } from './refused.js';
import { STACK, temporaryFolder, testRegistry } from './test-registry.js';

type Part = RegistryMethods['uploadWeights']['requestInput'];

const FILE = encodeSafetensors(initialiseWeights(buildLayerGraph(parseBlock('conv3@0'), STACK), 1));
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const header = (bytes: Uint8Array): Part => ({
  header: { sizeBytes: bytes.length, sha256: sha256Of(bytes) },
});

function* chunks(bytes: Uint8Array, size: number): Generator<Part> {
  for (let at = 0; at < bytes.length; at += size) yield { chunk: bytes.subarray(at, at + size) };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
async function* stream(...parts: Iterable<Part>[]): AsyncGenerator<Part> {
  for (const part of parts) yield* part;
}

test('keeps weights under their SHA-256, and takes them again', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  for (const size of [2 ** 20, 1000]) {
    const { name } = await registry.client.uploadWeights(stream([header(FILE)], chunks(FILE, size)));
    assert.equal(name, `weights/${sha256Of(FILE)}`);
  }
  assert.deepEqual(await readdir(join(folder, 'weights')), [sha256Of(FILE)]);
  assert.deepEqual(new Uint8Array(await readFile(join(folder, 'weights', sha256Of(FILE)))), FILE);
});

test('keeps nothing of an upload that is not what its header says', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  const flipped = Uint8Array.from(FILE);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  const rubbish = new Uint8Array(100).fill(7);
  const big = new Uint8Array(2 ** 20 + 1);
  const sha256 = sha256Of(FILE);
  const cases: [Iterable<Part>[], string, RegExp][] = [
    [[], 'header', /must come first; the stream is empty/],
    [[chunks(FILE, 1000)], 'header', /must come first, before any chunk/],
    [[[{}]], 'header', /must come first/],
    [[[header(FILE), header(FILE)]], 'chunk', /must be set in every message after the header/],
    [[[{ header: { sizeBytes: 0, sha256 } }]], 'header.size_bytes', /must be 1 to 1073741824/],
    [[[{ header: { sizeBytes: 2 ** 30 + 1, sha256 } }]], 'header.size_bytes', /must be 1 to 1073741824/],
    [
      [[{ header: { sizeBytes: 8, sha256: sha256.toUpperCase() } }]],
      'header.sha256',
      /must be 64 lower-case/,
    ],
    [[[header(big)], [{ chunk: big }]], 'chunk', /has 1048577 bytes, at most 1048576 allowed/],
    [[[header(FILE)], chunks(FILE, 1000), [{ chunk: Uint8Array.of(1) }]], 'chunk', /more bytes than the/],
    [[[header(FILE)], chunks(FILE.subarray(1), 1000)], 'header.size_bytes', /bytes came/],
    [[[header(FILE)], chunks(flipped, 1000)], 'header.sha256', /but that of the bytes is/],
    [[[header(rubbish)], [{ chunk: rubbish }]], 'chunk', /no weights in safetensors form: header: /],
  ];
  for (const [parts, field, description] of cases) {
    await assert.rejects(registry.client.uploadWeights(stream(...parts)), refused(field, description));
  }
  assert.deepEqual(await readdir(join(folder, 'weights')), []);
});

test('keeps nothing of an upload that was broken off', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  const giveUp = new AbortController();
  async function* halting(): AsyncGenerator<Part> {
    yield header(FILE);
    yield { chunk: FILE.subarray(0, 1000) };
    await new Promise((resolve) => setTimeout(resolve, 50));
    giveUp.abort();
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await assert.rejects(registry.client.uploadWeights(halting(), { signal: giveUp.signal }));
  const weights = join(folder, 'weights');
  while ((await readdir(weights)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('clears what a killed process left behind', async (t) => {
  const folder = await temporaryFolder(t);
  await (await testRegistry(folder))[Symbol.asyncDispose]();
  await writeFile(join(folder, 'weights', '.incoming-1'), 'half a file');
  await using _ = await testRegistry(folder);
  assert.deepEqual(await readdir(join(folder, 'weights')), []);
});
