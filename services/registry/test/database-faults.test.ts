import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { status } from '@grpc/grpc-js';
import { buildLayerGraph, initialiseWeights } from '@blockqnn/network';
import { parseBlock } from '@blockqnn/nsc';
import { RpcError } from '@blockqnn/rpc';
import { startPostgres, type PostgresServer } from '../../../test/tools/postgres.js';
import { health } from './health.js';
import {
  evaluation,
  STACK,
  temporaryFolder,
  testRegistry,
  type RegistryPlace,
  type TestRegistry,
} from './test-registry.js';
import { upload } from './upload.js';

const TIMEOUT = { timeout: 60_000 };

interface Place {
  readonly server: PostgresServer;
  readonly place: RegistryPlace;
}

async function placeOnServer(t: TestContext): Promise<Place | undefined> {
  const server = await startPostgres(t);
  if (!server) return undefined;
  const url = await server.createDatabase();
  return {
    server,
    place: { BLOCKQNN_STATE_DIR: await temporaryFolder(t), BLOCKQNN_DATABASE_URL: url },
  };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const isHealthy = (registry: TestRegistry) => async () => (await health(registry.address)) === 'SERVING';

async function trials(registry: TestRegistry): Promise<string[]> {
  const { evaluations } = await registry.client.listEvaluations({ pageSize: 1000 });
  return evaluations.map(({ trial }) => trial.split('/').at(-1) ?? '');
}

async function assertRefused(registry: TestRegistry): Promise<void> {
  const calls = [
    () => registry.client.listEvaluations({}),
    () => registry.client.queryBlocks({}),
    () => registry.client.exportModel({ block: 'blocks/0123456789abcdef' })[Symbol.asyncIterator]().next(),
  ];
  const refused = async (call: () => Promise<unknown>): Promise<void> => {
    await assert.rejects(call(), (error) => {
      assert.ok(error instanceof RpcError, String(error));
      assert.equal(error.code, status.UNAVAILABLE);
      assert.deepEqual([error.reason, error.retryDelayMs], ['DATABASE_UNAVAILABLE', 1000]);
      // Nothing of the inside: no host, no user, no message of the database.
      assert.equal(error.message, 'the database is not available; try again');
      return true;
    });
  };
  await Promise.all(calls.map(refused));
}

test('starts before its database is up, and serves when it is', TIMEOUT, async (t) => {
  const { server, place } = (await placeOnServer(t)) ?? {};
  if (!server || place === undefined) return;
  await server.stop();
  await using registry = await testRegistry(place);
  assert.equal(await health(registry.address), 'NOT_SERVING');
  await assertRefused(registry);
  const published = registry.publish(evaluation({ trial: 1 }));
  await server.restart();
  await until(isHealthy(registry));
  await published;
  assert.deepEqual(await trials(registry), ['1']);
});

test('loses nothing and does nothing twice while its database dies and comes back', TIMEOUT, async (t) => {
  const { server, place } = (await placeOnServer(t)) ?? {};
  if (!server || place === undefined) return;
  await using registry = await testRegistry(place);
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const state = { publishing: true };
  const published = registry.publish(...numbers.map((trial) => evaluation({ trial }))).finally(() => {
    state.publishing = false;
  });
  for (const end of [() => server.kill(), () => server.stop()]) {
    await until(async () => (await trials(registry).catch(() => [])).length > 0);
    await end();
    await until(async () => (await health(registry.address)) === 'NOT_SERVING' || !state.publishing);
    if (state.publishing) await assertRefused(registry);
    await server.restart();
    await until(isHealthy(registry));
  }
  await published;
  assert.deepEqual(await trials(registry), numbers.map(String));
});

test(
  'calls that the database never answers are UNAVAILABLE, and the next ones at once',
  TIMEOUT,
  async (t) => {
    const { server, place } = (await placeOnServer(t)) ?? {};
    if (!server || place === undefined) return;
    await using registry = await testRegistry(place);
    await registry.publish(evaluation({ trial: 1 }));
    server.suspend();
    await assertRefused(registry);
    assert.equal(await health(registry.address), 'NOT_SERVING');
    await assertRefused(registry);
    await upload(registry, initialiseWeights(buildLayerGraph(parseBlock('conv3@0'), STACK), 1));
    server.resume();
    await until(isHealthy(registry));
    assert.deepEqual(await trials(registry), ['1']);
  },
);

test('two registries share a database', TIMEOUT, async (t) => {
  const { place } = (await placeOnServer(t)) ?? {};
  if (place === undefined) return;
  const [one, two] = await Promise.all([testRegistry(place), testRegistry(place)]);
  await using _one = one;
  await using _two = two;
  // Each is sent everything, as where their places among the messages differ.
  const all = Array.from({ length: 20 }, (_, index) => evaluation({ trial: index + 1 }));
  await Promise.all([one.publish(...all), two.publish(...all)]);
  const kept = await trials(one);
  assert.deepEqual(await trials(two), kept);
  assert.deepEqual(
    kept.map(Number).sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, index) => index + 1),
  );
});

test('ends while its database is away', TIMEOUT, async (t) => {
  const { server, place } = (await placeOnServer(t)) ?? {};
  if (!server || place === undefined) return;
  const registry = await testRegistry(place);
  await server.kill();
  const published = registry.publish(evaluation({ trial: 1 })).catch((error: unknown) => error);
  await until(async () => (await health(registry.address)) === 'NOT_SERVING');
  await registry[Symbol.asyncDispose]();
  await published;
  await server.restart();
  await using again = await testRegistry(place);
  assert.deepEqual(await trials(again), []);
});

test('a start that waiting does not help is refused', TIMEOUT, async (t) => {
  const { place } = (await placeOnServer(t)) ?? {};
  if (place === undefined) return;
  const url = (place as Record<string, string>)['BLOCKQNN_DATABASE_URL'] ?? '';
  const wrong = { BLOCKQNN_DATABASE_URL: url.replace(/:[^:@]+@/, ':wr0ng@') };
  await assert.rejects(testRegistry(place, wrong), (error: Error) => {
    assert.match(error.message, /refuses access \(password authentication failed.*docs\/databases\.md/);
    assert.doesNotMatch(error.message, /wr0ng/);
    return true;
  });
});
