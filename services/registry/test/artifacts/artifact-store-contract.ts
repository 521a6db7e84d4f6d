import assert from 'node:assert/strict';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import type { ArtifactKind } from '@blockqnn/api';
import type { ArtifactId, ArtifactInfo, ArtifactStore } from '../../src/artifacts/artifact-store.js';

/** An empty store that lives as long as the test; undefined after the test was skipped. */
export type MakeStore = (t: TestContext) => Promise<ArtifactStore | undefined>;

const never = new AbortController().signal;
/** The first run builds the S3 server. */
const TIMEOUT = { timeout: 300_000 };

/** Random bytes, and what they are kept as. */
export function artifactOf(sizeBytes: number, kind: ArtifactKind = 'weights') {
  const bytes = randomFillSync(Buffer.alloc(sizeBytes));
  const id: ArtifactId = { kind, sha256: createHash('sha256').update(bytes).digest('hex') };
  return { bytes, id };
}

/** Puts bytes by way of a file that is removed afterwards, as whoever verified it does. */
export async function put(
  store: ArtifactStore,
  id: ArtifactId,
  bytes: Uint8Array,
  signal: AbortSignal = never,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-put-'));
  try {
    const path = join(folder, 'verified');
    await writeFile(path, bytes);
    await store.put(id, { path, sizeBytes: bytes.length }, signal);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export async function contentOf(store: ArtifactStore, id: ArtifactId): Promise<Buffer | undefined> {
  await using artifact = await store.open(id, never);
  if (!artifact) return undefined;
  const bytes = await readFile(artifact.path);
  assert.equal(artifact.sizeBytes, bytes.length);
  return bytes;
}

async function all(store: ArtifactStore, kind: ArtifactKind, after?: string): Promise<ArtifactInfo[]> {
  const infos = [];
  for await (const info of store.list(kind, after)) infos.push(info);
  return infos;
}

/** What every store of artifacts promises. */
export function artifactStoreContract(name: string, makeStore: MakeStore): void {
  const promise = (text: string, check: (store: ArtifactStore) => Promise<void>): void => {
    test(`${name}: ${text}`, TIMEOUT, async (t) => {
      const store = await makeStore(t);
      if (store) await check(store);
    });
  };

  promise('gives back what was put, of any size', async (store) => {
    await store.check();
    // One byte, one part and a byte, several parts.
    for (const size of [1, 1000, 8 * 2 ** 20, 8 * 2 ** 20 + 1, 21 * 2 ** 20]) {
      const { bytes, id } = artifactOf(size);
      await put(store, id, bytes);
      assert.equal((await store.find(id))?.sizeBytes, size);
      assert.ok((await contentOf(store, id))?.equals(bytes));
    }
  });

  promise('knows nothing of what was never put, nor of the same bytes as another kind', async (store) => {
    const { bytes, id } = artifactOf(100);
    const other: ArtifactId = { ...id, kind: 'checkpoints' };
    for (const unknown of [id, other]) {
      assert.equal(await store.open(unknown, never), undefined);
      assert.equal(await store.find(unknown), undefined);
      assert.equal(await store.touch(unknown), false);
      await store.delete(unknown);
    }
    await put(store, id, bytes);
    assert.equal(await store.find(other), undefined);
    assert.equal(await store.open(other, never), undefined);
  });

  promise(
    'takes the same again, also while it is being put, and then it counts as put just now',
    async (store) => {
      const { bytes, id } = artifactOf(50_000);
      await Promise.all([put(store, id, bytes), put(store, id, bytes), put(store, id, bytes)]);
      const first = await store.find(id);
      // Times are whole seconds in some stores.
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await put(store, id, bytes);
      const second = await store.find(id);
      assert.ok(first && second);
      assert.ok(second.updatedAtMs > first.updatedAtMs, `${second.updatedAtMs}, ${first.updatedAtMs}`);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      assert.equal(await store.touch(id), true);
      const third = await store.find(id);
      assert.ok(third && third.updatedAtMs > second.updatedAtMs);
      assert.ok((await contentOf(store, id))?.equals(bytes));
      assert.equal((await all(store, 'weights')).length, 1);
    },
  );

  promise('lists a kind by SHA-256, from any place on', async (store) => {
    const artifacts = Array.from({ length: 7 }, (_, index) => artifactOf(10 + index));
    for (const { id, bytes } of artifacts) await put(store, id, bytes);
    const curve = artifactOf(5, 'curves');
    await put(store, curve.id, curve.bytes);
    const sorted = artifacts.map(({ id }) => id.sha256).sort();
    const listed = await all(store, 'weights');
    assert.deepEqual(
      listed.map(({ sha256 }) => sha256),
      sorted,
    );
    for (const info of listed) assert.deepEqual(await store.find(info), info);
    for (const [index, after] of sorted.entries()) {
      const rest = (await all(store, 'weights', after)).map(({ sha256 }) => sha256);
      assert.deepEqual(rest, sorted.slice(index + 1));
    }
    assert.deepEqual(
      (await all(store, 'curves')).map(({ sha256 }) => sha256),
      [curve.id.sha256],
    );
    assert.deepEqual(await all(store, 'checkpoints'), []);
  });

  promise('forgets what is deleted, and takes it again', async (store) => {
    const { bytes, id } = artifactOf(3000);
    await put(store, id, bytes);
    await contentOf(store, id);
    await store.delete(id);
    assert.equal(await store.find(id), undefined);
    assert.equal(await store.open(id, never), undefined);
    assert.deepEqual(await all(store, 'weights'), []);
    await put(store, id, bytes);
    assert.ok((await contentOf(store, id))?.equals(bytes));
  });

  promise('takes no name that leads elsewhere', async (store) => {
    for (const sha256 of [
      '',
      '..',
      '../x',
      '/etc/passwd',
      'A'.repeat(64),
      `${'a'.repeat(63)}/`,
      'a'.repeat(65),
    ]) {
      const id: ArtifactId = { kind: 'weights', sha256 };
      const calls = [
        async () => await store.open(id, never),
        async () => await store.find(id),
        async () => await store.touch(id),
        async () => {
          await store.delete(id);
        },
        async () => {
          await put(store, id, Buffer.from('x'));
        },
      ];
      for (const call of calls) await assert.rejects(call, TypeError);
    }
  });
}
