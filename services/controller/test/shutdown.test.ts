import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { CONTROLLER_SERVICE } from '@blockqnn/api';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createClient } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { TcpProxy } from '../../../test/faults/system/tcp-proxy.js';
import { startPostgres } from '../../../test/tools/postgres.js';
import { searchSpec } from './test-controller.js';

test(
  'a shutdown while the database hangs ends by itself, and says nothing after it has',
  { timeout: 90_000 },
  async (t) => {
    const server = await startPostgres(t);
    if (server === undefined) return;
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-shutdown-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await using proxy = await TcpProxy.listen();
    proxy.leadTo(server.port);
    const url = (await server.createDatabase()).replace(`:${server.port}/`, `:${proxy.port}/`);
    const lines: Record<string, unknown>[] = [];
    const destination = {
      write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>),
    };
    const config = controllerConfigFromEnv({
      BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: folder,
      BLOCKQNN_DATABASE_URL: url,
      BLOCKQNN_SWEEP_INTERVAL_MS: '10',
    });
    const controller = await startController(config, {
      logger: createLogger({ service: 'controller', destination }),
    });
    using client = createClient(CONTROLLER_SERVICE, controller.address);
    await client.createSearch({ spec: searchSpec() });
    proxy.mode = { kind: 'blackhole' };
    const hanging = client.createSearch({ spec: searchSpec() }).catch(() => undefined);
    await sleep(200);
    const before = lines.length;
    await controller[Symbol.asyncDispose]();
    const told = lines.slice(before).map(({ level, msg }) => `${String(level)} ${String(msg)}`);
    await hanging;
    await sleep(300);
    assert.equal(lines.length, before + told.length);
    // Up to there calls in flight may still need the database.
    assert.deepEqual(told.slice(told.indexOf('info listening no more') + 1), []);
  },
);
