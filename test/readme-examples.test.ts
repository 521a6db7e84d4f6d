import { CONTROLLER_SERVICE, REGISTRY_SERVICE } from '@blockqnn/api';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { createInProcessBus } from '@blockqnn/events';
import { registryConfigFromEnv, startRegistry } from '@blockqnn/registry';
import { createClient } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { eventually } from './end-to-end/eventually.js';
import { makeStubs, STUB_PACKAGES } from './tools/python-stubs.js';
import { pythonVenv } from './tools/python.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

it("the README's Python programs run as they stand there, with stubs made from proto/ and nothing else of ours", async (t) => {
  const python = await pythonVenv(t, STUB_PACKAGES);
  if (python === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-readme-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await makeStubs(python, join(folder, 'stubs'));

  const logger = createLogger({ service: 'test', level: 'silent' });
  const state = { BLOCKQNN_STATE_DIR: join(folder, 'state') };
  await using bus = createInProcessBus();
  await using registryService = await startRegistry(
    registryConfigFromEnv({ ...state, BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0' }),
    { logger, bus },
  );
  await using controllerService = await startController(
    controllerConfigFromEnv({ ...state, BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0' }),
    { logger, bus },
  );

  const told = await runExample(python, folder, 'ask-report-tell.py', controllerService.address);
  const [, name = '', nsc = ''] = /^best of (searches\/\S+): (\S+)$/m.exec(told) ?? [];
  using controller = createClient(CONTROLLER_SERVICE, controllerService.address);
  const { search } = await controller.getSearch({ name });
  assert.equal(search?.state, 'SEARCH_STATE_COMPLETED');
  assert.equal(search.succeededCount, 5);
  assert.equal(search.bestTrial?.block?.nsc, nsc);
  assert.equal(search.bestTrial.measurement?.epochs.length, 3);

  using registry = createClient(REGISTRY_SERVICE, registryService.address);
  await eventually('the registry to keep all five', async () => {
    const { evaluations } = await registry.listEvaluations({ parent: name });
    return evaluations.length === 5 || undefined;
  });
  const fetched = await runExample(python, folder, 'query-and-fetch.py', registryService.address);
  assert.match(fetched, new RegExp(`^blocks/[0-9a-f]{16} ${nsc.replaceAll('+', '\\+')}: accuracy`, 'm'));
  assert.ok((await readdir(join(folder, 'model'))).includes('model.json'));
});

/** Runs a program of the README and returns what it prints. */
async function runExample(python: string, folder: string, name: string, address: string): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const program = new RegExp(`<!-- example: ${name} -->\\n\`\`\`python\\n([^]*?)\`\`\``).exec(readme)?.[1];
  assert.ok(program, `README.md has the example ${name}`);
  await writeFile(join(folder, name), program);
  const { stdout } = await run(python, [name, address], { cwd: folder, timeout: 120_000 });
  return stdout;
}
