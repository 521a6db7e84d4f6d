import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { test, type TestContext } from 'node:test';
import { ArtifactCache } from '../../src/artifacts/artifact-cache.js';
import { temporaryFolder } from '../test-registry.js';

let nowMs = 1_000_000_000_000;
// Later each time, so that the order of use is told apart.
const clock = { now: () => (nowMs += 1000) };
const never = new AbortController().signal;
const id = (digit: string) => ({ kind: 'weights', sha256: digit.repeat(64) }) as const;

/** Counts what is downloaded; every artifact has 100 bytes. */
function source() {
  const downloads: string[] = [];
  const open = (cache: ArtifactCache, digit: string, signal = never) =>
    cache.open(
      id(digit),
      async (path) => {
        downloads.push(digit);
        await writeFile(path, digit.repeat(100));
        return 100;
      },
      signal,
    );
  return { downloads, open };
}

const cached = async (folder: string): Promise<string> =>
  (await readdir(folder))
    .filter((name) => name.startsWith('weights-'))
    .map((name) => name.at(-1))
    .sort()
    .join('');

async function openCache(t: TestContext, maxBytes = 250) {
  const folder = await temporaryFolder(t);
  return { folder, cache: await ArtifactCache.open(folder, maxBytes, clock) };
}

test('those not used for longest go, those in use stay, and the next process knows what is there', async (t) => {
  const { folder, cache } = await openCache(t);
  const { downloads, open } = source();
  {
    using _ = cache;
    for (const digit of ['a', 'b', 'a']) await (await open(cache, digit))[Symbol.asyncDispose]();
    await using inUse = await open(cache, 'c');
    assert.equal(await cached(folder), 'ac');
    await using _d = await open(cache, 'd');
    await using _e = await open(cache, 'e');
    assert.equal(await cached(folder), 'cde');
    assert.equal(await readFile(inUse.path, 'utf8'), 'c'.repeat(100));
  }
  assert.equal(downloads.join(''), 'abcde');
  await writeFile(`${folder}/.part-of-a-process-that-died`, 'x');
  using again = await ArtifactCache.open(folder, 250, clock);
  assert.equal((await cached(folder)).length, 2);
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.startsWith('.part')),
    [],
  );
  const left = (await cached(folder)).at(-1) ?? '';
  await using _ = await open(again, left);
  assert.equal(downloads.length, 5);
});

test('several who want the same wait for one download; it ends when the last of them has gone', async (t) => {
  const { folder, cache } = await openCache(t);
  using _ = cache;
  let downloads = 0;
  let stopped = false;
  const hanging = (path: string, signal: AbortSignal): Promise<number> => {
    downloads += 1;
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => {
        stopped = true;
        reject(new Error(`stopped before ${path}`));
      });
    });
  };
  const [one, two] = [new AbortController(), new AbortController()];
  const waiting = [one, two].map(({ signal }) => cache.open(id('a'), hanging, signal));
  one.abort(new Error('one has gone'));
  await assert.rejects(waiting[0] ?? Promise.resolve(), /one has gone/);
  assert.equal(stopped, false);
  two.abort(new Error('two has gone'));
  await assert.rejects(waiting[1] ?? Promise.resolve(), /two has gone|stopped/);
  assert.deepEqual([downloads, stopped], [1, true]);
  const { open } = source();
  await using _a = await open(cache, 'a');
  assert.equal(await cached(folder), 'a');
});

test('what is removed while it is read stays until it has been read', async (t) => {
  const { folder, cache } = await openCache(t);
  using _ = cache;
  const { open } = source();
  {
    await using artifact = await open(cache, 'a');
    await cache.remove(id('a'));
    assert.equal(await readFile(artifact.path, 'utf8'), 'a'.repeat(100));
  }
  assert.equal(await cached(folder), '');
});

test('a folder belongs to one process', async (t) => {
  const { folder, cache } = await openCache(t);
  using _ = cache;
  await assert.rejects(ArtifactCache.open(folder, 250, clock), { code: 'IN_USE' });
});

test('what is larger than the bound stays for who waits for it, though room is made meanwhile', async (t) => {
  const { folder, cache } = await openCache(t);
  using _ = cache;
  const { open } = source();
  const download = async (path: string) => {
    await writeFile(path, 'd'.repeat(1000));
    return 1000;
  };
  // Who comes first differs from time to time.
  for (let round = 0; round < 20; round += 1) {
    for (const digit of ['a', 'b']) await (await open(cache, digit))[Symbol.asyncDispose]();
    const inUse = await open(cache, 'c');
    const opening = cache.open(id('d'), download, never);
    while (!(await cached(folder)).includes('d')) continue;
    await inUse[Symbol.asyncDispose]();
    await using large = await opening;
    assert.equal((await readFile(large.path)).length, 1000);
    await cache.remove(id('d'));
  }
});

test('what somebody removed from the folder, or cut, is downloaded again', async (t) => {
  const { cache } = await openCache(t);
  using _ = cache;
  const { downloads, open } = source();
  for (const spoil of [rm, (path: string) => writeFile(path, 'cut')]) {
    const found = await open(cache, 'a');
    await found[Symbol.asyncDispose]();
    await spoil(found.path);
    await using again = await open(cache, 'a');
    assert.equal(await readFile(again.path, 'utf8'), 'a'.repeat(100));
  }
  assert.equal(downloads.join(''), 'aaa');
});
