import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { systemClock } from '@blockqnn/telemetry';
import { LocalArtifacts } from '../src/artifacts/local-artifacts.js';
import { KeptWeights } from '../src/models/kept-weights.js';
import { never, STACK, temporaryFolder } from './test-registry.js';

test('what files hold is remembered of the last ones, within so many bytes', async (t) => {
  const folder = await temporaryFolder(t);
  const store = await LocalArtifacts.open(join(folder, 'store'), systemClock);
  const graph = buildLayerGraph(parseBlock('conv3@0'), STACK);
  const [one, two, three] = await Promise.all(
    [1, 2, 3].map(async (seed) => {
      const bytes = encodeSafetensors(initialiseWeights(graph, seed));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const path = join(folder, sha256);
      await writeFile(path, bytes);
      await store.put({ kind: 'weights', sha256 }, { path, sizeBytes: bytes.length }, never);
      return { sha256, headerBytes: 8 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true) };
    }),
  );
  assert.ok(one && two && three);
  const opened: string[] = [];
  const counting: ConstructorParameters<typeof KeptWeights>[0] = {
    open: (artifact, signal) => {
      opened.push(artifact.sha256);
      return store.open(artifact, signal);
    },
  };
  const openedFor = async (weights: KeptWeights, ...asked: readonly { readonly sha256: string }[]) => {
    opened.length = 0;
    for (const { sha256 } of asked) assert.equal((await weights.fit(sha256, graph, never)).kind, 'fitting');
    return [...opened];
  };
  const roomFor = (files: number): KeptWeights => new KeptWeights(counting, files * one.headerBytes);
  // The one used longest ago goes.
  assert.deepEqual(
    await openedFor(roomFor(2), one, two, one, two, one, three, one, two),
    [one, two, three, two].map(({ sha256 }) => sha256),
  );
  const narrow = roomFor(0.99);
  assert.deepEqual(await openedFor(narrow, one, one), [one.sha256, one.sha256]);
});
