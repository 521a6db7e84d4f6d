import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { downloadArtifact } from '../src/artifacts/download-artifact.js';
import { handleSource } from '../src/artifacts/handle-source.js';
import { StalledError, type IdleMs } from '../src/artifacts/idle-bound.js';
import { scriptedRegistry } from './scripted-peers.js';

const BYTES = Buffer.from('a checkpoint, as far as these tests care');
const artifact = { kind: 'checkpoints', sha256: createHash('sha256').update(BYTES).digest('hex') } as const;

async function pathIn(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-download-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'fetched');
}

/** A registry that sends a few bytes at a time, and waits before each. */
function slowRegistry(waitMs: (index: number) => number) {
  return scriptedRegistry({
    fetchArtifact: async function* (_, { signal }) {
      for (let index = 0; index < BYTES.length; index += 8) {
        await sleep(waitMs(index), undefined, { signal });
        yield { chunk: BYTES.subarray(index, index + 8) };
      }
    },
  });
}

async function download(
  registry: Awaited<ReturnType<typeof slowRegistry>>,
  path: string,
  idleMs: IdleMs,
): Promise<void> {
  const { signal } = new AbortController();
  await downloadArtifact(registry.client, artifact, path, {
    from: 0,
    onBytes: () => undefined,
    signal,
    idleMs,
  });
}

it('a download that stands still ends, before its first byte and after', async (t) => {
  const path = await pathIn(t);
  for (const still of [0, 16]) {
    await using registry = await slowRegistry((index) => (index === still ? 60_000 : 0));
    const idleMs = still === 0 ? { first: 100, between: 60_000 } : { first: 60_000, between: 100 };
    await assert.rejects(download(registry, path, idleMs), StalledError);
  }
});

it('a download may last many times as long as bytes may stay away', async (t) => {
  const path = await pathIn(t);
  await using registry = await slowRegistry((index) => (index === 0 ? 1800 : 500));
  await download(registry, path, { first: 30_000, between: 1500 });
  assert.deepEqual(await readFile(path), BYTES);
});

it('hashing a file ends with its signal', async (t) => {
  const path = await pathIn(t);
  await writeFile(path, Buffer.alloc(8 * 1024 * 1024));
  await using file = await open(path);
  const stopping = new AbortController();
  const hashed = handleSource(file, 'checkpoints', stopping.signal);
  stopping.abort(new Error('enough'));
  await assert.rejects(hashed, /enough/);
});
