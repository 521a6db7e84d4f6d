import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { REGISTRY_SERVICE } from '@blockqnn/api';
import { connectNatsBus, encodeEvaluationCompleted } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient } from '@blockqnn/rpc';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { health } from './health.js';
import { evaluation, logger, never, temporaryFolder, testRegistry } from './test-registry.js';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

function configOf(stateDir: string, env: Readonly<Record<string, string>> = {}) {
  return registryConfigFromEnv({
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    BLOCKQNN_STATE_DIR: stateDir,
    ...env,
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
}

test(
  'with NATS: answers before the server is up, is healthy once the subscription stands, misses nothing',
  {
    timeout: 60_000,
  },
  async (t) => {
    const server = await startNatsServer(t);
    if (!server) return;
    // Published while no registry is there.
    await using bus = connectNatsBus({ servers: server.url, logger });
    await bus.publish(encodeEvaluationCompleted(evaluation({ trial: 1 })), never);
    await server.stop();

    const config = configOf(await temporaryFolder(t), { BLOCKQNN_NATS_URL: server.url });
    await using registry = await startRegistry(config, { logger });
    using client = createClient(REGISTRY_SERVICE, registry.address);
    const count = async () => (await client.listEvaluations({})).evaluations.length;
    assert.equal(await count(), 0);
    assert.equal(await health(registry.address), 'NOT_SERVING');

    await server.restart();
    await until(async () => (await health(registry.address)) === 'SERVING');
    await until(async () => (await count()) === 1);

    await server.kill();
    assert.equal(await count(), 1);
    await server.restart();
    await bus.publish(encodeEvaluationCompleted(evaluation({ trial: 2 })), never);
    await until(async () => (await count()) === 2);
  },
);

test('with a bus of this process: is subscribed when it has started', async (t) => {
  await using registry = await testRegistry(await temporaryFolder(t));
  assert.equal(await health(registry.address), 'SERVING');
  await registry.publish(evaluation({ trial: 1 }));
  assert.equal((await registry.client.listEvaluations({})).evaluations.length, 1);
});

test('without any bus: answers for what it has', async (t) => {
  const folder = await temporaryFolder(t);
  {
    await using registry = await testRegistry(folder);
    await registry.publish(evaluation({ trial: 1 }));
  }
  await using registry = await startRegistry(configOf(folder), { logger });
  using client = createClient(REGISTRY_SERVICE, registry.address);
  assert.equal((await client.listEvaluations({})).evaluations.length, 1);
  await until(async () => (await health(registry.address)) === 'SERVING');
});

test('a taken port, a state folder in use and one that cannot be are named', async (t) => {
  const folder = await temporaryFolder(t);
  await using registry = await testRegistry(folder);
  await assert.rejects(
    startRegistry(configOf(folder), { logger }),
    /registry\.db is in use by another process/,
  );
  const elsewhere = await temporaryFolder(t);
  const taken = configOf(elsewhere, { BLOCKQNN_REGISTRY_LISTEN: registry.address });
  await assert.rejects(
    startRegistry(taken, { logger }),
    /cannot listen on 127\.0\.0\.1:\d+: .* BLOCKQNN_REGISTRY_LISTEN/,
  );
  // The failed start has let go of its database.
  await (await testRegistry(elsewhere))[Symbol.asyncDispose]();
  const file = join(elsewhere, 'file');
  await writeFile(file, '');
  await assert.rejects(startRegistry(configOf(file), { logger }), /cannot be written/);
});

test('the program serves until SIGTERM, then ends with 0', { timeout: 60_000 }, async (t) => {
  const program = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', MAIN], {
    env: {
      ...process.env,
      BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: await temporaryFolder(t),
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  t.after(() => program.kill('SIGKILL'));
  let log = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  await until(() => Promise.resolve(log.includes('"listening"')));
  program.kill('SIGTERM');
  const [code] = (await once(program, 'exit')) as [number | null];
  assert.equal(code, 0, log);
  assert.match(log, /shutting down/);
});

test('the program ends with 1 and says which variable is wrong', { timeout: 60_000 }, async () => {
  const program = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', MAIN], {
    env: { ...process.env, BLOCKQNN_REGISTRY_LISTEN: 'nowhere' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let log = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const [code] = (await once(program, 'close')) as [number | null];
  assert.equal(code, 1);
  assert.match(log, /"level":"fatal".*"msg":"BLOCKQNN_REGISTRY_LISTEN: must be host:port/);
});
