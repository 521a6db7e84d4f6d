import { CONTROLLER_SERVICE, type ControllerMethods } from '@blockqnn/api';
import { controllerConfigFromEnv, startController } from '@blockqnn/controller';
import { smallStack } from '@blockqnn/network';
import { createClient, RpcError, startServer, type Client, type Handlers } from '@blockqnn/rpc';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { stackToProto } from '@blockqnn/api';
import { makeStubs, STUB_PACKAGES } from './tools/python-stubs.js';
import { pythonVenv } from './tools/python.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const logger = createLogger({ service: 'test', level: 'silent' });

const away = (reason: string) =>
  new RpcError(status.UNAVAILABLE, 'try elsewhere', { reason, retryDelayMs: 20 });

/** A server of the contract that answers everything with what `answer` gives. */
async function answering(answer: (method: string, request: unknown) => Promise<unknown>) {
  const names = Object.keys(CONTROLLER_SERVICE.definition).map(
    (name) => name.charAt(0).toLowerCase() + name.slice(1),
  );
  const handlers = Object.fromEntries(
    names.map((name) => [name, (request: unknown) => answer(name, request)]),
  );
  return startServer({
    service: 'controller',
    listen: { host: '127.0.0.1', port: 0 },
    contract: CONTROLLER_SERVICE,
    handlers: handlers as unknown as Handlers<ControllerMethods>,
    logger,
    limits: { drainMs: 100 },
  });
}

/** Does every call, and loses the first answer to each. */
function losingAnswers(controller: Client<ControllerMethods>) {
  const done = new Set<string>();
  return async (method: string, request: unknown): Promise<unknown> => {
    const call = controller[method as keyof ControllerMethods] as (request: unknown) => Promise<unknown>;
    const answer = await call(request);
    const key = `${method} ${JSON.stringify(request)}`;
    if (done.has(key)) return answer;
    done.add(key);
    throw away('DATABASE_UNAVAILABLE');
  };
}

it('the documented Python worker loses and doubles nothing, though every first answer is lost and one controller stands by', async (t) => {
  const python = await pythonVenv(t, STUB_PACKAGES);
  if (python === undefined) return;
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-worker-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await makeStubs(python, join(folder, 'stubs'));
  const docs = await readFile(join(root, 'docs/controller.md'), 'utf8');
  const program = /<!-- example: robust-worker\.py -->\n```python\n([^]*?)```/.exec(docs)?.[1];
  assert.ok(program);
  await writeFile(join(folder, 'robust-worker.py'), program);

  await using service = await startController(
    controllerConfigFromEnv({
      BLOCKQNN_STATE_DIR: join(folder, 'state'),
      BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
    }),
    { logger },
  );
  using controller = createClient(CONTROLLER_SERVICE, service.address);
  const stack = stackToProto(smallStack({ input: { height: 16, width: 16, channels: 3 }, classes: 10 }));
  const { search } = await controller.createSearch({
    spec: { dataset: 'mine', stack, budget: { maxEvaluations: 4 } },
  });
  const name = search?.name ?? '';
  await using standby = await answering(() => Promise.reject(away('STANDBY')));
  await using lossy = await answering(losingAnswers(controller));

  const { stdout } = await run(python, ['robust-worker.py', `${standby.address},${lossy.address}`, name], {
    cwd: folder,
    timeout: 120_000,
  });
  assert.deepEqual(
    stdout.trimEnd().split('\n').sort(),
    [1, 2, 3, 4].map((number) => `${name}/trials/${String(number)}: done`),
  );
  const { trials } = await controller.listTrials({ parent: name });
  assert.deepEqual(
    trials.map(({ state, attempt, measurement }) => [state, attempt, measurement?.epochs.length]),
    Array.from({ length: 4 }, () => ['TRIAL_STATE_SUCCEEDED', 1, 3]),
  );
});
