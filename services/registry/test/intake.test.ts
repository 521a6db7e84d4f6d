import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import { connectNatsBus, encodeEvaluationCompleted, type BusMessage } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient } from '@blockqnn/rpc';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { onBothDatabases } from './on-both-databases.js';
import {
  evaluation,
  logger,
  never,
  temporaryFolder,
  testRegistry,
  type TestRegistry,
} from './test-registry.js';

const bothTest = onBothDatabases();
const DYING = fileURLToPath(new URL('dying-registry.ts', import.meta.url));

const events = (from: number, to: number): BusMessage[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    encodeEvaluationCompleted(evaluation({ trial: from + index }), { sequence: from + index }),
  );

async function trialsOf(client: TestRegistry['client']): Promise<number[]> {
  const { evaluations } = await client.listEvaluations({ pageSize: 1000 });
  return evaluations.map(({ trial }) => Number(trial.split('/').at(-1)));
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

/** The same message with another body. */
const withBody = (message: BusMessage, change: (text: string) => string): BusMessage => ({
  ...message,
  body: new TextEncoder().encode(change(new TextDecoder().decode(message.body))),
});

bothTest('keeps a batch in order, and drops what no evaluation is', async (place) => {
  await using registry = await testRegistry(place);
  const batch = events(1, 250).map((message, index) => {
    if (index === 9) return withBody(message, () => '{"evaluation":');
    if (index === 19) return withBody(message, (text) => text.replace('"reward":50', '"reward":"much"'));
    // More than a number holds exactly.
    if (index === 29)
      return withBody(message, (text) => text.replace(/"flops":"\d+"/, '"flops":"18446744073709551615"'));
    return message;
  });
  assert.deepEqual(await registry.bus.publishBatch(batch, never), { published: 250, error: undefined });
  const dropped = [10, 20, 30];
  assert.deepEqual(
    await trialsOf(registry.client),
    range(1, 250).filter((trial) => !dropped.includes(trial)),
  );
});

test(
  'a registry killed between commit and acknowledgement keeps each once, in order',
  { timeout: 60_000 },
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    await using bus = connectNatsBus({ servers: server.url, logger });
    await bus.publishBatch(events(1, 150), never);
    const env = {
      BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: await temporaryFolder(t),
      BLOCKQNN_NATS_URL: server.url,
    };
    const args = ['--conditions=source', '--import', 'tsx', DYING];
    const dying = spawn(process.execPath, args, { env: { ...process.env, ...env }, stdio: 'inherit' });
    t.after(() => dying.kill('SIGKILL'));
    const [, signal] = (await once(dying, 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL');
    await bus.publishBatch(events(151, 160), never);
    await using registry = await startRegistry(registryConfigFromEnv(env), { logger });
    using client = createClient(REGISTRY_SERVICE, registry.address);
    // What was committed is there before anything is given out again.
    assert.ok((await trialsOf(client)).length >= 2);
    while ((await trialsOf(client)).length < 160) await pause(20);
    assert.deepEqual(await trialsOf(client), range(1, 160));
    const lists = await client.queryBlocks({});
    assert.deepEqual(
      lists.blocks.map(({ statistics }) => statistics?.measured),
      [160],
    );
  },
);
