import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it, type TestContext } from 'node:test';
import { CONTROLLER_SERVICE, stackToProto, type SearchSpecInput } from '@blockqnn/api';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { smallStack } from '@blockqnn/network';
import { createClient } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { openSearch } from '../src/open-search.js';

const SPEC: SearchSpecInput = {
  displayName: 'npm start',
  strategy: 'STRATEGY_KIND_RANDOM',
  dataset: 'procedural',
  stack: stackToProto(smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 })),
  budget: { maxEvaluations: 4 },
};

async function opening(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-open-'));
  const service = await startController(
    controllerConfigFromEnv({ BLOCKQNN_STATE_DIR: folder, BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0' }),
    { logger: createLogger({ service: 'test', level: 'silent' }) },
  );
  const client = createClient(CONTROLLER_SERVICE, service.address);
  t.after(async () => {
    client[Symbol.dispose]();
    await service[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });
  const { signal } = new AbortController();
  const { search } = await client.createSearch({ spec: SPEC });
  const complete = { ...search?.spec, seed: undefined };
  return {
    client,
    open: (spec: SearchSpecInput = {}) =>
      openSearch(client, { ...complete, ...SPEC, ...spec } as SearchSpecInput, undefined, signal),
  };
}

it('goes on with the search of the same bounds, and pauses one of others', async (t) => {
  const { client, open } = await opening(t);
  const first = await open();
  assert.equal(first.resumed, true);
  for (const spec of [
    { budget: { maxEvaluations: 4, targetAccuracy: 0.9 } },
    { budget: { maxEvaluations: 4, maxTrialsInFlight: 2 } },
    { budget: { maxEvaluations: 4, maxDuration: { seconds: 3600, nanos: 0 } } },
    { medianStopping: { minTrials: 3 } },
  ]) {
    const other = await open(spec);
    assert.deepEqual([other.resumed, other.paused.length], [false, 1], JSON.stringify(spec));
    const again = await open(spec);
    assert.deepEqual([again.resumed, again.search.name], [true, other.search.name]);
  }
  const back = await open();
  assert.equal(back.search.name, first.search.name);
  const { searches } = await client.listSearches({});
  assert.deepEqual(
    searches.filter(({ state }) => state === 'SEARCH_STATE_RUNNING').map(({ name }) => name),
    [first.search.name],
  );
});

it('begins anew where the search was deleted, under a seed of its own', async (t) => {
  const { client, open } = await opening(t);
  const first = await open();
  await client.deleteSearch({ name: first.search.name });
  const second = await open();
  assert.equal(second.resumed, false);
  assert.notEqual(second.search.spec?.seed, first.search.spec?.seed);
});
