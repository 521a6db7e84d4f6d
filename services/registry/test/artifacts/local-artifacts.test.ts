import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { systemClock } from '@blockqnn/telemetry';
import { artifactOf, artifactStoreContract, contentOf, put } from './artifact-store-contract.js';
import { LocalArtifacts } from '../../src/artifacts/local-artifacts.js';
import { temporaryFolder } from '../test-registry.js';

artifactStoreContract('a folder', async (t) => LocalArtifacts.open(await temporaryFolder(t), systemClock));

test('weights in the folder of an earlier version are there', async (t) => {
  const folder = await temporaryFolder(t);
  const { bytes, id } = artifactOf(100);
  await mkdir(join(folder, 'weights'));
  await writeFile(join(folder, 'weights', id.sha256), bytes);
  // What is no artifact is let alone, and not listed.
  await writeFile(join(folder, 'weights', 'README'), 'mine');
  const store = await LocalArtifacts.open(folder, systemClock);
  assert.ok((await contentOf(store, id))?.equals(bytes));
  const listed = [];
  for await (const info of store.list('weights')) listed.push(info.sha256);
  assert.deepEqual(listed, [id.sha256]);
});

test('a folder holds the files alone, each under its SHA-256', async (t) => {
  const folder = await temporaryFolder(t);
  const store = await LocalArtifacts.open(join(folder, 'new', 'folder'), systemClock);
  const { bytes, id } = artifactOf(100, 'checkpoints');
  await put(store, id, bytes);
  assert.deepEqual(await readdir(join(folder, 'new', 'folder')), ['checkpoints']);
  assert.deepEqual(await readdir(join(folder, 'new', 'folder', 'checkpoints')), [id.sha256]);
});

test('what a disk damaged is mended by putting it again', async (t) => {
  const folder = await temporaryFolder(t);
  const store = await LocalArtifacts.open(folder, systemClock);
  const { bytes, id } = artifactOf(100);
  for (const damaged of [Buffer.alloc(100), bytes.subarray(0, 50), Buffer.alloc(0)]) {
    await put(store, id, bytes);
    await writeFile(join(folder, 'weights', id.sha256), damaged);
    await put(store, id, bytes);
    assert.ok((await contentOf(store, id))?.equals(bytes), String(damaged.length));
  }
});
