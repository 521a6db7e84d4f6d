import { REGISTRY_SERVICE } from '@blockqnn/api';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createInProcessBus } from '@blockqnn/events';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pythonVenv } from './tools/python.js';

const run = promisify(execFile);

it('a client without our proto files calls the service and its health through reflection alone', async (t) => {
  const python = await pythonVenv(t, ['grpcio', 'grpcio-reflection', 'googleapis-common-protos']);
  if (python === undefined) return;
  const stateDir = await mkdtemp(join(tmpdir(), 'blockqnn-reflection-'));
  t.after(() => rm(stateDir, { recursive: true, force: true }));
  await using bus = createInProcessBus();
  await using registry = await startRegistry(
    registryConfigFromEnv({ BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0', BLOCKQNN_STATE_DIR: stateDir }),
    { logger: createLogger({ service: 'test', level: 'silent' }), bus },
  );
  const program = fileURLToPath(new URL('python/reflection.py', import.meta.url));
  const { stdout } = await run(python, [program, registry.address], { timeout: 60_000 });
  const methods = Object.keys(REGISTRY_SERVICE.definition).length;
  assert.ok(stdout.includes(`blockqnn.registry.v1.RegistryService ${methods}\n`), stdout);
  assert.match(stdout, /^grpc\.health\.v1\.Health \d+$/m);
  assert.match(stdout, /Check status: SERVING/);
  assert.doesNotMatch(stdout, /ControllerService/, 'only what is served here');
});
