import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connectionVariables } from '@blockqnn/access';
import { CONTROLLER_VARIABLES } from '@blockqnn/controller/config';
import { evaluatorVariables } from '@blockqnn/evaluator/config';
import { REGISTRY_VARIABLES } from '@blockqnn/registry/config';
import { variablesOf } from '@blockqnn/settings';

const root = new URL('../../', import.meta.url);
const CLI = fileURLToPath(new URL('services/standalone/src/cli.ts', root));
const SCHEMAS = {
  controller: CONTROLLER_VARIABLES,
  evaluator: evaluatorVariables(),
  registry: REGISTRY_VARIABLES,
};

/** Runs `blockqnn …` to its end; `onLine` may stop it. */
async function blockqnn(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onLine?: (line: string, stop: () => void) => void,
) {
  const child = spawn(process.execPath, ['--conditions=source', '--import', 'tsx', CLI, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  const lines: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    lines.push(line);
    onLine?.(line, () => child.kill('SIGTERM'));
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, lines };
}

test('serve … --help lists every variable that is read, with its default, and so do the pages', async () => {
  const pages = await Promise.all(
    ['configuration', 'evaluator', 'events', 'security'].map((page) =>
      readFile(new URL(`docs/${page}.md`, root), 'utf8'),
    ),
  );
  for (const [service, schema] of Object.entries(SCHEMAS)) {
    const { code, stdout } = await blockqnn(['serve', service, '--help'], {});
    assert.equal(code, 0);
    for (const { name, meaning, byDefault } of variablesOf(schema)) {
      assert.notEqual(meaning, '', name);
      // The name of a worker has the process's id in it.
      const shown =
        byDefault === undefined || name === 'BLOCKQNN_WORKER_NAME' ? '' : ` (default: ${byDefault})`;
      assert.ok(stdout.includes(`\n  ${name}${shown}`), `${service}: ${name}${shown}`);
      assert.ok(stdout.includes(meaning), name);
      assert.ok(
        pages.some((page) => page.includes(`\`${name}\``)),
        `no page has ${name}`,
      );
    }
  }
});

test('what keeps a service from starting is one line of its log, and slips in names are told', async () => {
  const { code, lines } = await blockqnn(['serve', 'controller'], {
    BLOCKQNN_SWEEP_INTERVAL_MS: 'often',
    BLOCKQNN_CONTROLER_LISTEN: '127.0.0.1:0',
    // These belong to others, and may stand in the same environment.
    BLOCKQNN_REGISTRY_LISTEN: '127.0.0.1:0',
    ...Object.fromEntries(Object.keys(connectionVariables).map((name) => [name, ''])),
  });
  assert.equal(code, 1);
  const told = lines.map((line) => JSON.parse(line) as Readonly<Record<string, string | undefined>>);
  assert.deepEqual(
    told
      .filter(({ variable }) => variable?.includes('LISTEN') !== false)
      .map(({ level, msg }) => [level, msg]),
    [
      [
        'warn',
        'BLOCKQNN_CONTROLER_LISTEN is set, and nothing reads it; did you mean BLOCKQNN_CONTROLLER_LISTEN?',
      ],
      ['fatal', 'BLOCKQNN_SWEEP_INTERVAL_MS: must be a whole number from 10 to 999999'],
    ],
  );
});

test('the last line of a service says that it has stopped', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-start-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const { code, lines } = await blockqnn(
    ['serve', 'controller'],
    { BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0', BLOCKQNN_STATE_DIR: folder },
    (line, stop) => {
      if (line.includes('"listening"')) stop();
    },
  );
  assert.equal(code, 0);
  const messages = lines.map((line) => (JSON.parse(line) as { msg: string }).msg);
  assert.deepEqual(messages.slice(-3), ['shutting down', 'listening no more', 'stopped']);
});
