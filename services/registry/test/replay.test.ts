import assert from 'node:assert/strict';
import { test } from 'node:test';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import { connectNatsBus, encodeEvaluationCompleted } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient } from '@blockqnn/rpc';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { evaluation, logger, never, temporaryFolder } from './test-registry.js';

const TRIALS = [1, 2, 3, 4, 5];

/** The events of all trials, of a replay where one is named. */
function events(replay?: string) {
  return TRIALS.map((trial) => encodeEvaluationCompleted(evaluation({ trial }), { sequence: trial, replay }));
}

test('a registry that lost its database is rebuilt by a replay', { timeout: 60_000 }, async (t) => {
  const server = await startNatsServer(t);
  if (!server) return;
  await using bus = connectNatsBus({ servers: server.url, logger });

  /** Trials that a registry on this folder comes to know, as soon as they are so many. */
  const trialsOf = async (stateDir: string, count: number, publish: () => Promise<unknown>) => {
    const config = registryConfigFromEnv({
      BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: stateDir,
      BLOCKQNN_NATS_URL: server.url,
    });
    await using registry = await startRegistry(config, { logger });
    using client = createClient(REGISTRY_SERVICE, registry.address);
    await publish();
    for (;;) {
      const { evaluations } = await client.listEvaluations({});
      if (evaluations.length >= count) return evaluations.map(({ trial }) => trial).sort();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  const before = await temporaryFolder(t);
  const all = await trialsOf(before, 5, () => bus.publishBatch(events(), never));
  const after = await temporaryFolder(t);
  assert.deepEqual(await trialsOf(after, 0, () => bus.publishBatch(events(), never)), []);
  assert.deepEqual(await trialsOf(after, 5, () => bus.publishBatch(events('one'), never)), all);
  // Again, backwards, to a registry that has them: harmless. The last to come is new, so all the others have come.
  const backwards = [
    ...events('two').reverse(),
    encodeEvaluationCompleted(evaluation({ trial: 6 }), { sequence: 6 }),
  ];
  const known = await trialsOf(after, 6, () => bus.publishBatch(backwards, never));
  assert.equal(known.length, 6);
  assert.deepEqual(known.slice(0, 5), all);
});
