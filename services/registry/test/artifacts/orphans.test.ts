import assert from 'node:assert/strict';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { epochToJson } from '@blockqnn/events';
import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import type { Clock } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import { ArtifactTurns } from '../../src/artifacts/artifact-turns.js';
import { collectOrphans } from '../../src/artifacts/collect-orphans.js';
import { LocalArtifacts } from '../../src/artifacts/local-artifacts.js';
import { OrphanCollector } from '../../src/artifacts/orphan-collector.js';
import { keepTraining } from '../../src/store/trainings.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import type { Tables } from '../../src/store/tables.js';
import { onBothDatabases } from '../on-both-databases.js';
import { failed } from '../refused.js';
import { NSC, registered, training } from '../registered-training.js';
import {
  evaluation,
  logger,
  never,
  STACK,
  temporaryFolder,
  testRegistry,
  type RegistryPlace,
  type TestRegistry,
} from '../test-registry.js';
import { upload, uploadFile } from '../upload.js';
import { artifactOf, put } from './artifact-store-contract.js';

const bothTest = onBothDatabases();
const DAY_MS = 86_400_000;
const graph = buildLayerGraph(parseBlock('conv3@0'), STACK);

const stateOf = (place: RegistryPlace): string =>
  typeof place === 'string' ? place : ((place as Record<string, string>)['BLOCKQNN_STATE_DIR'] ?? '');

/** Makes an artifact as old as if it had been uploaded so many days ago. */
async function age(place: RegistryPlace, name: string, days: number): Promise<void> {
  const then = new Date(Date.now() - days * DAY_MS);
  await utimes(join(stateOf(place), name), then, then);
}

async function collect(registry: TestRegistry, dryRun = false): Promise<string[]> {
  const names = [];
  for await (const { artifacts } of registry.client.collectArtifacts({ dryRun }))
    names.push(...artifacts.map(({ name }) => name));
  return names.sort();
}

async function listed(registry: TestRegistry): Promise<Record<string, boolean>> {
  const { artifacts } = await registry.client.listArtifacts({ pageSize: 1000 });
  return Object.fromEntries(artifacts.map(({ name, referenced }) => [name, referenced]));
}

bothTest('collects what nothing names and is old enough, and nothing else', async (place) => {
  await using registry = await testRegistry(place);
  const [named, old, young] = await Promise.all(
    [1, 2, 3].map(async (seed) => `weights/${await upload(registry, initialiseWeights(graph, seed))}`),
  );
  assert.ok(named !== undefined && old !== undefined && young !== undefined);
  const curve = `curves/${await uploadFile(registry, 'curves', Buffer.from(`${epochToJson({ number: 1 })}\n`))}`;
  await registry.publish(evaluation({ trial: 1, weightsSha256: named.replace('weights/', '') }));
  for (const name of [named, old, curve]) await age(place, name, 7.1);
  await age(place, young, 6.9);
  const expected = { [named]: true, [old]: false, [young]: false, [curve]: false };
  assert.deepEqual(await listed(registry), expected);
  assert.deepEqual(await collect(registry, true), [curve, old]);
  assert.deepEqual(await listed(registry), expected);
  assert.deepEqual(await collect(registry), [curve, old]);
  assert.deepEqual(await listed(registry), { [named]: true, [young]: false });
  assert.deepEqual(await collect(registry), []);
});

bothTest(
  'what a training alone names stays, weights and curve, until another result takes its place',
  async (place) => {
    await using registry = await testRegistry(place);
    const curveSha256 = await uploadFile(registry, 'curves', Buffer.from(`${epochToJson({ number: 1 })}\n`));
    const { weightsSha256 } = await registered(registry, { curveSha256 });
    const names = [`curves/${curveSha256}`, `weights/${weightsSha256}`];
    for (const name of names) await age(place, name, 8);
    assert.deepEqual(await listed(registry), { [names[0] ?? '']: true, [names[1] ?? '']: true });
    assert.deepEqual(await collect(registry), []);
    const { weightsSha256: other } = await registered(registry, {}, 2);
    assert.deepEqual(await collect(registry), names);
    assert.deepEqual(await listed(registry), { [`weights/${other}`]: true });
  },
);

bothTest('lists artifacts in pages that join to the whole', async (place) => {
  await using registry = await testRegistry(place);
  for (let seed = 0; seed < 5; seed += 1) await upload(registry, initialiseWeights(graph, seed));
  for (const loss of [1, 2]) {
    await uploadFile(registry, 'curves', Buffer.from(`${epochToJson({ number: 1, loss })}\n`));
  }
  const whole = Object.keys(await listed(registry));
  assert.equal(whole.length, 7);
  assert.deepEqual(
    whole,
    [...whole].sort(
      (one, other) => Number(one.startsWith('c')) - Number(other.startsWith('c')) || (one < other ? -1 : 1),
    ),
  );
  for (const pageSize of [1, 2, 5, 7]) {
    const names: string[] = [];
    let pageToken = '';
    do {
      const page = await registry.client.listArtifacts({ pageSize, pageToken });
      names.push(...page.artifacts.map(({ name }) => name));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    assert.deepEqual(names, whole);
  }
  const curves = await registry.client.listArtifacts({ kind: 'ARTIFACT_KIND_CURVE' });
  assert.equal(curves.artifacts.length, 2);
});

bothTest('an upload, a query and a registration begin the period anew', async (place) => {
  await using registry = await testRegistry(place);
  const weights = initialiseWeights(graph, 1);
  const name = `weights/${await upload(registry, weights)}`;
  await age(place, name, 8);
  await upload(registry, weights);
  assert.deepEqual(await collect(registry), []);
  await age(place, name, 8);
  assert.equal((await registry.client.queryUpload({ name })).complete, true);
  assert.deepEqual(await collect(registry), []);
  await age(place, name, 8);
  assert.deepEqual(await collect(registry), [name]);

  const curveSha256 = await uploadFile(registry, 'curves', Buffer.from(`${epochToJson({ number: 1 })}\n`));
  const old = initialiseWeights(buildLayerGraph(parseBlock(NSC), STACK), 1);
  const weightsSha256 = await upload(registry, old);
  const names = [`curves/${curveSha256}`, `weights/${weightsSha256}`];
  for (const each of names) await age(place, each, 8);
  await registry.client.registerTraining({ training: training({ weightsSha256, curveSha256 }) });
  // No longer named, and put longer ago than the period, but for the registration.
  await registered(registry, {}, 2);
  assert.deepEqual(await collect(registry), []);
});

bothTest('a registry that is told so never collects', async (place) => {
  await using registry = await testRegistry(place, { BLOCKQNN_ARTIFACT_GRACE_DAYS: 'never' });
  const name = `weights/${await upload(registry, initialiseWeights(graph, 1))}`;
  await age(place, name, 400);
  await assert.rejects(
    collect(registry),
    failed(status.FAILED_PRECONDITION, /BLOCKQNN_ARTIFACT_GRACE_DAYS/, 'COLLECTION_OFF'),
  );
  assert.deepEqual(Object.keys(await listed(registry)), [name]);
});

/** The parts of a collector, with a clock that tells a time to come. */
async function parts(place: RegistryPlace, t: TestContext) {
  const url =
    typeof place === 'string' ? undefined : (place as Record<string, string>)['BLOCKQNN_DATABASE_URL'];
  const folder = stateOf(place);
  const location = databaseLocation(url, { path: join(folder, 'registry.db'), synchronous: 'full' });
  const db = await openDatabase<Tables>(location, { schema: 'registry', applicationName: 'test' });
  await migrate(db, MIGRATIONS);
  const clock: Clock = { now: () => Date.now() };
  const store = await LocalArtifacts.open(await temporaryFolder(t), clock);
  const later: Clock = { now: () => Date.now() + 8 * DAY_MS };
  return { db, store, turns: new ArtifactTurns(), clock: later, graceMs: 7 * DAY_MS };
}

bothTest('what is named or put between the look and the removal stays', async (place, t) => {
  const { db, store, turns, clock, graceMs } = await parts(place, t);
  try {
    const artifacts = [artifactOf(10), artifactOf(11), artifactOf(12)];
    const [toName, toTouch, orphan] = artifacts.map(({ id }) => id);
    assert.ok(toName && toTouch && orphan);
    for (const { id, bytes } of artifacts) await put(store, id, bytes);
    // Whoever has the turns is before the removal, and after the look at the whole batch.
    const works = [
      () =>
        keepTraining(
          db,
          {
            training: '0'.repeat(32),
            block: '0'.repeat(16),
            test_accuracy: 0.5,
            weights_sha256: toName.sha256,
            curve_sha256: null,
          },
          () => '{}',
        ),
      async () => {
        const touched = new Date(clock.now());
        await utimes((await store.open(toTouch, never))?.path ?? '', touched, touched);
      },
    ];
    const looked: (() => void)[] = [];
    const atWork = [toName, toTouch].map((id, index) =>
      turns.take(id, async () => {
        await new Promise<void>((resolve) => looked.push(resolve));
        await works[index]?.();
      }),
    );
    const options = { store, db, turns, clock, graceMs, dryRun: false, signal: never };
    const collecting = (async () => {
      const collected = [];
      for await (const { orphans } of collectOrphans(options)) collected.push(...orphans);
      return collected.map(({ sha256 }) => sha256);
    })();
    await new Promise((resolve) => setTimeout(resolve, 200));
    for (const goOn of looked) goOn();
    await Promise.all(atWork);
    assert.deepEqual(await collecting, [orphan.sha256]);
    assert.ok((await store.find(toName)) && (await store.find(toTouch)));
    assert.equal(await store.find(orphan), undefined);
  } finally {
    await db.destroy();
  }
});

bothTest('collects by itself, one at a time, and only while all is there', async (place, t) => {
  const { db, store, turns, clock, graceMs } = await parts(place, t);
  try {
    const { id, bytes } = artifactOf(10);
    await put(store, id, bytes);
    let ready = false;
    let asked = 0;
    const isReady = () => {
      asked += 1;
      return ready;
    };
    await using collector = new OrphanCollector({
      ...{ store, db, turns, clock, graceMs, logger, isReady },
      firstMs: 5,
      everyMs: 5,
    });
    while (asked < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    assert.ok(await store.find(id));
    const first = collector.collect(true, never);
    assert.equal((await first.next()).done, false);
    await assert.rejects(
      collector.collect(true, never).next(),
      failed(status.ABORTED, /another collection is at it/, 'COLLECTION_UNDER_WAY'),
    );
    await first.return(undefined);
    ready = true;
    while (await store.find(id)) await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    await db.destroy();
  }
});
