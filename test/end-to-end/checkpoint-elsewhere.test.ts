import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import {
  EVALUATOR_SERVICE,
  recipeToProto,
  REGISTRY_SERVICE,
  stackToProto,
  type EvaluatorMethods,
  type RegistryMethods,
} from '@blockqnn/api';
import { encodeSafetensors, smallStack } from '@blockqnn/network';
import { createClient, type Client } from '@blockqnn/rpc';
import { EARLY_STOP_RECIPE } from '@blockqnn/training/recipes';
import { startService, type ServiceProcess } from './service-process.js';

type Request = EvaluatorMethods['trainModel']['requestInput'];
type Response = EvaluatorMethods['trainModel']['response'];

const request: Request = {
  nsc: 'conv3@0,conv3@1,add@2+0',
  dataset: 'procedural?limit=1000',
  stack: stackToProto(smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 })),
  recipe: recipeToProto({ ...EARLY_STOP_RECIPE, epochs: 10, maxRestarts: 0 }),
  seed: 5,
};

function evaluatorIn(folder: string, registry: ServiceProcess | undefined): Promise<ServiceProcess> {
  return startService('evaluator', {
    BLOCKQNN_EVALUATOR_LISTEN: '127.0.0.1:0',
    BLOCKQNN_REGISTRY_ADDRESS: registry?.address ?? '',
    BLOCKQNN_STATE_DIR: folder,
    BLOCKQNN_WORKERS: '1',
    BLOCKQNN_ENGINE: 'wasm',
    BLOCKQNN_PATIENCE_SECONDS: '100',
    BLOCKQNN_CHECKPOINT_UPLOAD_SECONDS: '1',
  });
}

/** What an evaluator streams, as long as `isEnough` does not hold. */
async function trainedOn(
  { address }: ServiceProcess,
  isEnough: (response: Response) => Promise<boolean> = () => Promise.resolve(false),
): Promise<readonly Response[]> {
  using client = createClient(EVALUATOR_SERVICE, address);
  const responses: Response[] = [];
  for await (const response of client.trainModel(request)) {
    responses.push(response);
    if (await isEnough(response)) break;
  }
  return responses;
}

it('goes on elsewhere where the machine of an evaluator is lost with its disk, to the same weights', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-elsewhere-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const registry = await startService('registry', {
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    BLOCKQNN_STATE_DIR: join(folder, 'registry'),
  });
  t.after(() => registry.kill());
  using known = createClient(REGISTRY_SERVICE, registry.address);

  const lost = await evaluatorIn(join(folder, 'lost'), registry);
  t.after(() => lost.kill());
  let training = '';
  await trainedOn(lost, async ({ started, epoch }) => {
    training = started?.name ?? training;
    if (!epoch) return false;
    const isThere = await known.getCheckpoint({ training }).then(
      () => true,
      () => false,
    );
    // While the call is under way, or the evaluator would say farewell in good order.
    if (isThere) await lost.kill();
    return isThere;
  }).catch((error: unknown) => error);
  const { checkpoint } = await known.getCheckpoint({ training });
  assert.ok(checkpoint, 'was lost after a checkpoint had come');
  await rm(join(folder, 'lost'), { recursive: true, maxRetries: 20, retryDelay: 100 });

  const other = await evaluatorIn(join(folder, 'other'), registry);
  t.after(() => other.kill());
  const responses = await trainedOn(other);
  assert.deepEqual(
    responses.slice(0, 2).map(({ event }) => event),
    ['started', 'resumed'],
  );
  const { resumed } = responses[1] as Response;
  assert.ok((resumed?.epochs.length ?? 0) > 0);
  const completed = responses.at(-1)?.completed;
  assert.ok(completed?.registered);
  // What it went on from has done its service.
  await assert.rejects(known.getCheckpoint({ training }), /no checkpoint of/);
  const { artifacts } = await known.listArtifacts({ kind: 'ARTIFACT_KIND_CHECKPOINT' });
  assert.deepEqual(artifacts, []);

  const steady = await evaluatorIn(join(folder, 'steady'), undefined);
  t.after(() => steady.kill());
  const uninterrupted = (await trainedOn(steady)).at(-1)?.completed;
  assert.equal(completed.training?.weightsSha256, uninterrupted?.training?.weightsSha256);
});

it('begins where the file of the checkpoint is gone that the registry names', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-elsewhere-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const registry = await startService('registry', {
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    BLOCKQNN_STATE_DIR: join(folder, 'registry'),
  });
  t.after(() => registry.kill());
  using known = createClient(REGISTRY_SERVICE, registry.address);
  const evaluator = await evaluatorIn(join(folder, 'evaluator'), registry);
  t.after(() => evaluator.kill());
  const [first] = await trainedOn(evaluator, ({ started }) => Promise.resolve(started !== undefined));
  const training = first?.started?.name ?? '';
  const sha256 = await uploadedCheckpoint(known);
  await known.registerCheckpoint({ training, sha256 });
  const files = await readdir(join(folder, 'registry'), { recursive: true, withFileTypes: true });
  const gone = files.filter(({ name }) => name.startsWith(sha256));
  assert.ok(gone.length > 0, 'no file of it');
  for (const { parentPath, name } of gone) await rm(join(parentPath, name));

  const events = await trainedOn(evaluator, ({ epoch }) =>
    Promise.resolve(epoch !== undefined && epoch !== null),
  );
  assert.ok(events.at(-1)?.epoch);
  assert.ok(events.every(({ resumed }) => !resumed));
});

/** The SHA-256 of some checkpoint that a registry has. */
async function uploadedCheckpoint(known: Client<RegistryMethods>): Promise<string> {
  const tensors = new Map([['weights/one', { shape: [1], data: Float32Array.of(1) }]]);
  const chunk = encodeSafetensors(tensors);
  const sha256 = createHash('sha256').update(chunk).digest('hex');
  const header = { kind: 'ARTIFACT_KIND_CHECKPOINT', sizeBytes: chunk.length, sha256 } as const;
  await known.uploadArtifact(
    (async function* () {
      yield await Promise.resolve({ header });
      yield { chunk: Buffer.from(chunk) };
    })(),
  );
  return sha256;
}
