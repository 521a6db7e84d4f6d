import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryMethods } from '@blockqnn/api';
import { encodeEvaluationCompleted, epochToJson } from '@blockqnn/events';
import { buildLayerGraph, encodeSafetensors, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import type { CallContext } from '@blockqnn/rpc';
import { databaseLocation, migrate, openDatabase } from '@blockqnn/storage';
import type { ArtifactId } from '../../src/artifacts/artifact-store.js';
import { openArtifacts } from '../../src/artifacts/artifacts.js';
import { keepMessages } from '../../src/keep-messages.js';
import { KeptWeights } from '../../src/models/kept-weights.js';
import { queryUpload } from '../../src/rpc/query-upload.js';
import { registerTraining } from '../../src/rpc/register-training.js';
import { uploadArtifact } from '../../src/rpc/upload-artifact.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import type { Tables } from '../../src/store/tables.js';
import { NSC, training } from '../registered-training.js';
import { evaluation, logger, never, STACK, temporaryFolder } from '../test-registry.js';

const clock = { now: () => Date.now() };
const context: CallContext = { signal: never, logger, peer: '', traceId: '' };
const WEIGHTS = Buffer.from(encodeSafetensors(initialiseWeights(buildLayerGraph(parseBlock(NSC), STACK), 1)));
const CURVE = Buffer.from(`${epochToJson({ number: 1 })}\n`);
const idOf = (kind: ArtifactId['kind'], bytes: Buffer): ArtifactId => ({
  kind,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const weights = idOf('weights', WEIGHTS);
const curve = idOf('curves', CURVE);

async function setUp(t: TestContext) {
  const folder = await temporaryFolder(t);
  const location = databaseLocation(undefined, { path: join(folder, 'registry.db'), synchronous: 'full' });
  const db = await openDatabase<Tables>(location, { schema: 'registry', applicationName: 'test' });
  await migrate(db, MIGRATIONS);
  const artifacts = await openArtifacts({
    ...{ place: { kind: 'folder', path: folder }, clock, logger },
    onChange: () => undefined,
  });
  await artifacts.store.start();
  return {
    ...{ db, artifacts },
    [Symbol.asyncDispose]: async () => {
      await artifacts[Symbol.asyncDispose]();
      await db.destroy();
    },
  };
}

type Part = NonNullable<RegistryMethods['uploadArtifact']['request']>;

function upload({ artifacts }: Awaited<ReturnType<typeof setUp>>, kind: string, bytes: Buffer) {
  const { sha256 } = idOf('weights', bytes);
  // eslint-disable-next-line @typescript-eslint/require-await -- a client stream is an async iterable
  async function* parts(): AsyncGenerator<Part> {
    // What is not set is what gRPC would fill in.
    yield { header: { kind, sizeBytes: bytes.length, sha256, offset: 0 } } as Part;
    yield { chunk: bytes };
  }
  return uploadArtifact(artifacts)(parts(), context);
}

test('what goes by an artifact’s being there waits for who removes it', { timeout: 60_000 }, async (t) => {
  await using place = await setUp(t);
  const { db, artifacts } = place;
  const { turns, store } = artifacts;
  /** Does the work while somebody has the artifact's turn, who gives it back once the work has had its time. */
  const waits = async (id: ArtifactId, name: string, work: () => Promise<unknown>): Promise<void> => {
    let release = (): void => undefined;
    const held = turns.take(id, () => new Promise<void>((resolve) => (release = resolve)));
    let ended = false;
    const working = work().finally(() => (ended = true));
    await sleep(300);
    assert.equal(ended, false, name);
    release();
    await held;
    await working;
  };
  await waits(weights, 'an upload', () => upload(place, 'ARTIFACT_KIND_WEIGHTS', WEIGHTS));
  await upload(place, 'ARTIFACT_KIND_CURVE', CURVE);
  assert.ok((await store.find(weights)) && (await store.find(curve)));
  await waits(weights, 'a query', () =>
    Promise.resolve(queryUpload(artifacts)({ name: `weights/${weights.sha256}` }, context)),
  );
  const message = encodeEvaluationCompleted(
    evaluation({ trial: 1, nsc: NSC, weightsSha256: weights.sha256 }),
  );
  await waits(weights, 'an evaluation', () => keepMessages(db, turns, [message], logger));
  const register = registerTraining(db, { weights: new KeptWeights(store), artifacts }, clock);
  const names = { weightsSha256: weights.sha256, curveSha256: curve.sha256 };
  for (const id of [weights, curve]) {
    await waits(id, `a training with ${id.kind}`, () =>
      // A message as it comes has more fields, none of which the registry looks at.
      register({ training: training(names) } as Parameters<typeof register>[0], context),
    );
  }
});
