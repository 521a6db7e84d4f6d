import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createLogger } from '@blockqnn/telemetry';
import { silent, testController } from './test-controller.js';

test('the environment has defaults, and an empty variable counts as unset', () => {
  const { security, ...config } = controllerConfigFromEnv({ BLOCKQNN_STATE_DIR: '', BLOCKQNN_DATASETS: '' });
  assert.equal(security.tokensFile, undefined);
  assert.deepEqual(config, {
    listen: { host: '127.0.0.1', port: 50051 },
    database: { kind: 'sqlite', path: join('.blockqnn', 'controller.db'), synchronous: 'full' },
    nats: undefined,
    datasets: undefined,
    sweepIntervalMs: 1000,
    keepDeletedMs: 30 * 24 * 3_600_000,
    logLevel: 'info',
  });
});

test('datasets are names, or sources as evaluators have them', () => {
  const { datasets } = controllerConfigFromEnv({
    BLOCKQNN_DATASETS: 'cifar10, small=cifar100:/data/c,cifar100:/d',
  });
  assert.deepEqual(datasets, ['procedural', 'cifar10', 'small', 'cifar100']);
});

test('every bad variable is named', () => {
  assert.throws(
    () =>
      controllerConfigFromEnv({
        BLOCKQNN_CONTROLLER_LISTEN: 'nowhere',
        BLOCKQNN_LOG_LEVEL: 'loud',
        BLOCKQNN_NATS_URL: 'localhost:4222',
        BLOCKQNN_SWEEP_INTERVAL_MS: '0',
        BLOCKQNN_DATASETS: 'Not A Name',
      }),
    (error) => {
      assert.ok(error instanceof Error);
      for (const name of ['CONTROLLER_LISTEN', 'LOG_LEVEL', 'NATS_URL', 'SWEEP_INTERVAL_MS', 'DATASETS']) {
        assert.match(error.message, new RegExp(`BLOCKQNN_${name}: `));
      }
      return true;
    },
  );
});

test('a second controller on the same folder or port is refused with the name of either', async () => {
  await using controller = await testController();
  const [host = '', port = ''] = controller.address.split(':');
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-controller-'));
  const config = {
    ...controllerConfigFromEnv({ BLOCKQNN_STATE_DIR: folder }),
    listen: { host, port: Number(port) },
  };
  await assert.rejects(
    startController(config, { logger: silent }),
    new RegExp(`cannot listen on ${host}:${port}`),
  );
  // What it had opened is free again.
  const free = { ...config, listen: { host, port: 0 } };
  const second = await startController(free, { logger: silent });
  await assert.rejects(startController(free, { logger: silent }), /controller\.db is in use/);
  await second[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('a folder that cannot be written ends the program with one line that names it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-controller-'));
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join(import.meta.dirname, '..', 'src', 'main.ts')],
    { env: { ...process.env, BLOCKQNN_STATE_DIR: join(file, 'state') }, encoding: 'utf8' },
  );
  assert.equal(status, 1);
  const { level, msg } = JSON.parse(stderr) as Record<string, string>;
  assert.equal(level, 'fatal');
  assert.match(msg ?? '', /^the folder .*file\/state cannot be written/);
  rmSync(folder, { recursive: true, force: true });
});

test('without NATS it says once that events wait', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'blockqnn-controller-'));
  const lines: string[] = [];
  const logger = createLogger({
    service: 'controller',
    level: 'warn',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const config = {
    ...controllerConfigFromEnv({ BLOCKQNN_STATE_DIR: folder }),
    listen: { host: '127.0.0.1', port: 0 },
  };
  const running = await startController(config, { logger });
  await running[Symbol.asyncDispose]();
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /BLOCKQNN_NATS_URL.*wait in the outbox/);
  rmSync(folder, { recursive: true, force: true });
});
