import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { encodeSafetensors } from '@blockqnn/network';
import { notFound, RpcError, unavailable, type Handlers } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { status } from '@grpc/grpc-js';
import { fetchCheckpoint } from '../src/trainings/fetch-checkpoint.js';
import type { Patience } from '../src/trainings/fetch-patience.js';
import { TrainingFolder } from '../src/trainings/training-folder.js';
import { logger, scriptedRegistry, type ScriptedPeer } from './scripted-peers.js';

const ID = '0123456789abcdef0123456789abcdef';
const never = new AbortController().signal;

/** The file of a checkpoint, as far as a fetch looks into it. */
function checkpoint(epochs: number, steps = 0, engine = 'wasm'): Buffer {
  const training = JSON.stringify({
    identity: { engine },
    epochs: Array.from({ length: epochs }, (_, number) => ({ number: number + 1 })),
    ...(steps > 0 && { position: { steps } }),
  });
  const tensors = new Map([['weights/one', { shape: [1], data: Float32Array.of(epochs) }]]);
  return Buffer.from(encodeSafetensors(tensors, { metadata: { format: 'blockqnn-checkpoint-2', training } }));
}

const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

async function folderOf(t: TestContext, newest?: Buffer): Promise<TrainingFolder> {
  const path = await mkdtemp(join(tmpdir(), 'blockqnn-fetch-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const folder = new TrainingFolder(join(path, ID));
  await makeFolder(folder.checkpoints);
  if (newest) await writeFile(folder.newestCheckpoint, newest);
  return folder;
}

/** A registry that names a checkpoint and gives it away as a test says. */
function registryWith(
  named: Uint8Array | (() => Uint8Array),
  fetchArtifact: Handlers<RegistryMethods>['fetchArtifact'],
): Promise<ScriptedPeer<RegistryMethods>> {
  return scriptedRegistry({
    getCheckpoint: () => {
      const bytes = typeof named === 'function' ? named() : named;
      const sha256 = sha256Of(bytes);
      // Named long before and long after all that is here: clocks have no say.
      const updateTime = { seconds: bytes.length % 2 === 0 ? 1 : 4_000_000_000 };
      return Promise.resolve({
        checkpoint: { training: trainingName(ID), sha256, sizeBytes: bytes.length, updateTime },
      });
    },
    fetchArtifact,
  });
}

const giving = (bytes: Uint8Array): Handlers<RegistryMethods>['fetchArtifact'] =>
  async function* ({ offset }) {
    yield await Promise.resolve({ chunk: bytes.subarray(offset) });
  };

function failing(error: () => Error): Handlers<RegistryMethods>['fetchArtifact'] {
  // eslint-disable-next-line require-yield
  return async function* () {
    throw await Promise.resolve(error());
  };
}

const PATIENT: Patience = { unknownMs: 60_000, namedMs: 60_000 };

function fetched(folder: TrainingFolder, { client }: ScriptedPeer<RegistryMethods>, patience = PATIENT) {
  return fetchCheckpoint({ folder, client, signal: never, logger, patience });
}

for (const [what, error, calls] of [
  ['is gone', () => notFound('gone'), 2],
  ['is damaged where it is kept', () => new RpcError(status.DATA_LOSS, 'damaged'), 1],
] as const) {
  it(`begins at once without a checkpoint that ${what}`, async (t) => {
    const folder = await folderOf(t);
    let count = 0;
    await using registry = await registryWith(
      checkpoint(3),
      failing(() => {
        count += 1;
        return error();
      }),
    );
    assert.equal(await fetched(folder, registry), true, 'another may take its place');
    assert.equal(count, calls);
    assert.deepEqual(await readdir(folder.checkpoints), []);
  });
}

it('begins without a checkpoint that comes damaged again and again', async (t) => {
  const here = checkpoint(1);
  const folder = await folderOf(t, here);
  await using registry = await registryWith(checkpoint(3), giving(checkpoint(2)));
  assert.equal(await fetched(folder, registry), true);
  assert.deepEqual(await readFile(folder.newestCheckpoint), here);
  assert.deepEqual(await readdir(folder.checkpoints), ['checkpoint.safetensors']);
});

it('asks again which it is where one is gone that was overtaken', async (t) => {
  const folder = await folderOf(t);
  const [old, young] = [checkpoint(3), checkpoint(4)];
  let named = old;
  await using registry = await registryWith(
    () => named,
    async function* ({ name }) {
      if (name.endsWith(sha256Of(old))) {
        named = young;
        throw notFound('overtaken');
      }
      yield await Promise.resolve({ chunk: young });
    },
  );
  assert.equal(await fetched(folder, registry), true);
  assert.deepEqual(await readFile(folder.newestCheckpoint), young);
});

it('gives up a store that is away in bounded time, though the registry answers', async (t) => {
  const folder = await folderOf(t);
  await using registry = await registryWith(
    checkpoint(3),
    failing(() => unavailable('AWAY', 'the store is away', 50)),
  );
  const patience = { unknownMs: 60_000, namedMs: 300 };
  assert.equal(await fetched(folder, registry, patience), false, 'the one there may come back');
});

it('is more patient once a checkpoint is named, and counts from the first failure on', async (t) => {
  const folder = await folderOf(t);
  const bytes = checkpoint(3);
  let attempts = 0;
  await using registry = await registryWith(bytes, async function* ({ offset }) {
    attempts += 1;
    if (attempts < 4) throw unavailable('AWAY', 'away', 50);
    yield await Promise.resolve({ chunk: bytes.subarray(offset) });
  });
  assert.equal(await fetched(folder, registry, { unknownMs: 0, namedMs: 60_000 }), true);
  assert.deepEqual(await readFile(folder.newestCheckpoint), bytes);
});

it('does not wait longer than for an unknown one where the registry does not answer', async (t) => {
  const folder = await folderOf(t);
  await using registry = await scriptedRegistry({
    getCheckpoint: () => Promise.reject(unavailable('AWAY', 'away', 50)),
  });
  assert.equal(await fetched(folder, registry, { unknownMs: 300, namedMs: 60_000 }), false);
});

it('repeats a first failure, however long that took to come', async (t) => {
  const folder = await folderOf(t);
  let calls = 0;
  await using registry = await scriptedRegistry({
    getCheckpoint: async () => {
      calls += 1;
      if (calls > 1) throw notFound('none');
      await sleep(700);
      throw unavailable('AWAY', 'away', 1);
    },
  });
  assert.equal(await fetched(folder, registry, { unknownMs: 600, namedMs: 0 }), true);
});

it('goes on from whichever is further, whatever the clocks say', async (t) => {
  const cases = [
    [checkpoint(3), checkpoint(4), 'registry'],
    [checkpoint(3, 10), checkpoint(3, 20), 'registry'],
    [checkpoint(4), checkpoint(3, 20), 'here'],
    [checkpoint(3, 20), checkpoint(3, 10), 'here'],
    [Buffer.from('damaged'), checkpoint(1), 'registry'],
  ] as const;
  for (const [here, there, from] of cases) {
    const folder = await folderOf(t, here);
    await using registry = await registryWith(there, giving(there));
    assert.equal(await fetched(folder, registry), true);
    assert.deepEqual(await readFile(folder.newestCheckpoint), from === 'here' ? here : there);
    assert.deepEqual(await readdir(folder.checkpoints), ['checkpoint.safetensors']);
  }
});

it('fetches none that it gave or fetched before, what is here being of later', async (t) => {
  const folder = await folderOf(t, checkpoint(5));
  const there = checkpoint(4);
  await folder.noteCarried(sha256Of(there));
  await using registry = await registryWith(
    there,
    failing(() => new RpcError(status.INTERNAL, 'fetched')),
  );
  assert.equal(await fetched(folder, registry, { unknownMs: 0, namedMs: 0 }), true);
});

it('puts none of another engine in the place of one here, and leaves that one to its engine', async (t) => {
  const here = checkpoint(1, 0, 'native');
  const folder = await folderOf(t, here);
  const there = checkpoint(9);
  await using registry = await registryWith(there, giving(there));
  assert.equal(await fetched(folder, registry), false);
  assert.deepEqual(await readFile(folder.newestCheckpoint), here);
});
