import assert from 'node:assert/strict';
import { status } from '@grpc/grpc-js';
import { trainingName } from '@blockqnn/api';
import { encodeSafetensors } from '@blockqnn/network';
import { onBothDatabases } from '../on-both-databases.js';
import { failed, refused } from '../refused.js';
import { registered, training } from '../registered-training.js';
import { testRegistry, type TestRegistry } from '../test-registry.js';
import { uploadFile } from '../upload.js';

const bothTest = onBothDatabases();
const NAME = trainingName('0123456789abcdef0123456789abcdef');

function uploaded(registry: TestRegistry, value: number): Promise<string> {
  const tensors = new Map([['weights/one', { shape: [1], data: Float32Array.of(value) }]]);
  return uploadFile(registry, 'checkpoints', encodeSafetensors(tensors));
}

async function kept({ client }: Pick<TestRegistry, 'client'>): Promise<[string, boolean][]> {
  const { artifacts } = await client.listArtifacts({ kind: 'ARTIFACT_KIND_CHECKPOINT' });
  return artifacts.map(({ name, referenced }) => [name, referenced]);
}

bothTest('only the newest checkpoint of a training stays, and none once it is done', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  await assert.rejects(
    client.getCheckpoint({ training: NAME }),
    failed(status.NOT_FOUND, /no checkpoint of trainings\/0123/),
  );
  const first = await uploaded(registry, 1);
  assert.deepEqual(await kept(registry), [[`checkpoints/${first}`, false]]);
  await client.registerCheckpoint({ training: NAME, sha256: first });
  await client.registerCheckpoint({ training: NAME, sha256: first });
  assert.deepEqual(await kept(registry), [[`checkpoints/${first}`, true]]);
  const second = await uploaded(registry, 2);
  const { checkpoint } = await client.registerCheckpoint({ training: NAME, sha256: second });
  assert.deepEqual([checkpoint?.training, checkpoint?.sha256], [NAME, second]);
  assert.deepEqual((await client.getCheckpoint({ training: NAME })).checkpoint, checkpoint);
  assert.deepEqual(await kept(registry), [[`checkpoints/${second}`, true]]);
  // One that another training names as well stays for that one.
  const other = trainingName('f'.repeat(32));
  await client.registerCheckpoint({ training: other, sha256: second });
  await client.registerCheckpoint({ training: NAME, sha256: await uploaded(registry, 3) });
  assert.equal((await client.getCheckpoint({ training: other })).checkpoint?.sha256, second);
  assert.equal((await kept(registry)).length, 2);
  const done = trainingName('a'.repeat(32));
  await client.registerCheckpoint({ training: done, sha256: await uploaded(registry, 4) });
  assert.equal((await kept(registry)).length, 3);
  await registered(registry, { id: 'a'.repeat(32) });
  await assert.rejects(client.getCheckpoint({ training: done }), failed(status.NOT_FOUND, /./));
  assert.equal((await kept(registry)).length, 2);
});

bothTest('a training that is done takes checkpoints only where it is begun anew', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  const done = trainingName('b'.repeat(32));
  await registered(registry, { id: 'b'.repeat(32) });
  const late = await uploaded(registry, 1);
  await assert.rejects(
    client.registerCheckpoint({ training: done, sha256: late }),
    failed(
      status.FAILED_PRECONDITION,
      /b is registered already and was not begun anew/,
      'TRAINING_REGISTERED',
    ),
  );
  const none = failed(status.NOT_FOUND, /no checkpoint/);
  await assert.rejects(client.getCheckpoint({ training: done }), none);
  assert.deepEqual(await kept(registry), [[`checkpoints/${late}`, false]]);

  assert.deepEqual((await client.registerCheckpoint({ training: done, anew: true })).checkpoint, null);
  await assert.rejects(client.getCheckpoint({ training: done }), none);
  await client.registerCheckpoint({ training: done, sha256: late });
  assert.equal((await client.getCheckpoint({ training: done })).checkpoint?.sha256, late);
  await client.registerCheckpoint({ training: done, sha256: await uploaded(registry, 2) });
  // Begun anew once more: what was named is of no use.
  await client.registerCheckpoint({ training: done, anew: true });
  await assert.rejects(client.getCheckpoint({ training: done }), none);
  assert.deepEqual(await kept(registry), []);
  await client.registerCheckpoint({ training: done, sha256: await uploaded(registry, 3) });

  await registered(registry, { id: 'b'.repeat(32) });
  assert.deepEqual(await kept(registry), []);
  const stale = { training: done, sha256: await uploaded(registry, 4) };
  await assert.rejects(
    client.registerCheckpoint(stale),
    failed(status.FAILED_PRECONDITION, /anew/, 'TRAINING_REGISTERED'),
  );
  await assert.rejects(
    client.registerCheckpoint({ ...stale, anew: true }),
    refused('sha256', /must be empty where the training begins anew/),
  );
});

bothTest('none stays named, however its naming and the end of its training meet', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  const sha256 = await uploaded(registry, 1);
  const ids = Array.from({ length: 20 }, (_, number) => number.toString(16).padStart(32, '0'));
  const { weightsSha256 } = await registered(registry);
  await Promise.all(
    ids.flatMap((id) => [
      client.registerTraining({ training: training({ id, weightsSha256 }) }),
      client.registerCheckpoint({ training: trainingName(id), sha256 }).catch((error: unknown) => error),
    ]),
  );
  for (const id of ids) {
    await assert.rejects(client.getCheckpoint({ training: trainingName(id) }), failed(status.NOT_FOUND, /./));
  }
});

bothTest('a checkpoint that is not there is not named, nor one that is wrongly called', async (place) => {
  await using registry = await testRegistry(place);
  const { client } = registry;
  const sha256 = '0'.repeat(64);
  await assert.rejects(
    client.registerCheckpoint({ training: NAME, sha256 }),
    failed(status.FAILED_PRECONDITION, /upload it with UploadArtifact first/, 'NO_CHECKPOINT'),
  );
  await assert.rejects(
    client.registerCheckpoint({ training: NAME, sha256: '../x' }),
    refused('sha256', /64/),
  );
  await assert.rejects(
    client.registerCheckpoint({ training: 'x', sha256 }),
    refused('training', /trainings\//),
  );
  await assert.rejects(client.getCheckpoint({ training: '../x' }), refused('training', /trainings\//));
});
