import assert from 'node:assert/strict';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { status } from '@grpc/grpc-js';
import { artifactRpcError } from '../../src/artifacts/artifact-rpc-error.js';
import { ArtifactStoreError } from '../../src/artifacts/artifact-store.js';
import { IncomingFiles } from '../../src/artifacts/incoming-files.js';
import { failed } from '../refused.js';
import { temporaryFolder } from '../test-registry.js';

const clock = { now: () => Date.now() };
const id = (digit: string) => ({ kind: 'weights', sha256: digit.repeat(64) }) as const;

test('an upload that the disk has no room for is refused before its first byte', async (t) => {
  const folder = await temporaryFolder(t);
  using incoming = await IncomingFiles.open(folder, clock);
  await assert.rejects(incoming.begin(id('a'), 2 ** 52, 0), (error) => {
    assert.ok(error instanceof ArtifactStoreError);
    return failed(status.RESOURCE_EXHAUSTED, /no room/, 'STORE_FULL')(artifactRpcError(error));
  });
  assert.equal(await incoming.committedBytes(id('a')), 0);
});

test('a disk that fills up on the way is RESOURCE_EXHAUSTED with a time to try again', () => {
  for (const code of ['ENOSPC', 'EDQUOT']) {
    const told = artifactRpcError(Object.assign(new Error('write'), { code }));
    failed(status.RESOURCE_EXHAUSTED, /no room/, 'STORE_FULL')(told);
    assert.equal((told as { retryDelayMs?: number }).retryDelayMs, 60_000);
  }
});

test('uploads that broke off are bounded in age and bytes, the oldest go', async (t) => {
  const folder = await temporaryFolder(t);
  let nowMs = Date.now();
  const moving = { now: () => nowMs };
  using incoming = await IncomingFiles.open(folder, moving, { maxAgeMs: 10_000, maxBytes: 250 });
  const breakOff = async (digit: string): Promise<void> => {
    const file = await incoming.begin(id(digit), 1000, 0);
    if (typeof file === 'string') throw new Error(file);
    await using owned = file;
    await owned.append(Buffer.alloc(100));
    owned.stay();
  };
  const kept = async () => {
    const sizes = await Promise.all(['a', 'b', 'c'].map((digit) => incoming.committedBytes(id(digit))));
    return sizes.join();
  };
  await breakOff('a');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await breakOff('b');
  assert.equal(await kept(), '100,100,0');
  await new Promise((resolve) => setTimeout(resolve, 20));
  await breakOff('c');
  assert.equal(await kept(), '0,100,100');
  nowMs += 20_000;
  await breakOff('a');
  assert.equal(await kept(), '0,0,0');
});

test('what is gone on with while old uploads are removed stays', async (t) => {
  const folder = await temporaryFolder(t);
  const digits = '0123456789';
  let nowMs = Date.now();
  const moving = { now: () => nowMs };
  using incoming = await IncomingFiles.open(folder, moving, { maxAgeMs: 10_000, maxBytes: 2 ** 30 });
  for (const digit of digits) await writeFile(join(folder, `weights-${id(digit).sha256}`), Buffer.alloc(100));
  const other = await incoming.begin(id('a'), 1000, 0);
  if (typeof other === 'string') throw new Error(other);
  nowMs += 20_000;
  const tidied = other[Symbol.asyncDispose]();
  const isThere = async (digit: string) => (await readdir(folder)).includes(`weights-${id(digit).sha256}`);
  while (await isThere('0')) continue;
  const file = await incoming.begin(id('9'), 1000, 100);
  await tidied;
  if (typeof file === 'string') return;
  await using goneOnWith = file;
  assert.equal((await stat(goneOnWith.path)).size, 100);
});

test('two processes on one folder do not get at each other’s uploads', async (t) => {
  const folder = await temporaryFolder(t);
  using one = await IncomingFiles.open(folder, clock);
  using other = await IncomingFiles.open(folder, clock);
  const [first, second] = await Promise.all([one.begin(id('a'), 10, 0), other.begin(id('a'), 10, 0)]);
  if (typeof first === 'string' || typeof second === 'string') throw new Error('busy');
  assert.notEqual(first.path, second.path);
  await first[Symbol.asyncDispose]();
  await second[Symbol.asyncDispose]();
});
