import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { trainingName, type RegistryMethods } from '@blockqnn/api';
import { invalidArgument, unavailable, type Handlers } from '@blockqnn/rpc';
import { makeFolder } from '@blockqnn/storage';
import { Trainings } from '../src/trainings/trainings.js';
import { logger, scriptedRegistry } from './scripted-peers.js';

const ID = '0123456789abcdef0123456789abcdef';
const never = new AbortController().signal;

type Register = Handlers<RegistryMethods>['registerCheckpoint'];

/** What a registry is told while a training is begun anew, writes a checkpoint and is stopped. */
async function told(t: TestContext, answer: (anew: boolean) => Promise<object>): Promise<readonly object[]> {
  const path = await mkdtemp(join(tmpdir(), 'blockqnn-restart-'));
  t.after(() => rm(path, { recursive: true, force: true }));
  const calls: object[] = [];
  const registerCheckpoint: Register = ({ training, anew }) => {
    calls.push({ training, anew });
    return answer(anew);
  };
  await using registry = await scriptedRegistry({
    registerCheckpoint,
    queryUpload: () => Promise.resolve({ complete: true }),
  });
  await using trainings = new Trainings({ folder: path, registry, checkpointUploadMs: 60_000, logger });
  const folder = trainings.folderOf(ID);
  {
    await using _carried = await trainings.carryCheckpoints(ID, true, never);
    await makeFolder(folder.checkpoints);
    await writeFile(folder.newestCheckpoint, 'a checkpoint');
  }
  return calls;
}

const anew = { training: trainingName(ID), anew: true };
const newest = { training: trainingName(ID), anew: false };

it('a training that begins anew makes the registry forget its checkpoint, and gives it new ones', async (t) => {
  let failures = 1;
  const calls = await told(t, () =>
    failures-- > 0 ? Promise.reject(unavailable('AWAY', 'away', 50)) : Promise.resolve({}),
  );
  assert.deepEqual(calls.at(-1), newest);
  assert.deepEqual(
    new Set(calls.slice(0, -1).map((call) => JSON.stringify(call))),
    new Set([JSON.stringify(anew)]),
  );
});

it('a registry that knows nothing of beginning anew is given checkpoints all the same', async (t) => {
  const refused = invalidArgument([{ field: 'sha256', description: 'must be 64 digits' }]);
  const calls = await told(t, (isAnew) => (isAnew ? Promise.reject(refused) : Promise.resolve({})));
  assert.deepEqual(calls, [anew, newest]);
});
