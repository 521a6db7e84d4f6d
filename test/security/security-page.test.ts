import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { connectionVariables, securityVariables } from '@blockqnn/access';
import { startService } from '../end-to-end/service-process.js';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');

function example(name: string): string {
  const code = new RegExp(`<!-- example: ${name} -->\n\n?\`\`\`sh\n([^]*?)\`\`\``).exec(
    read('docs/security.md'),
  )?.[1];
  assert.ok(code, name);
  return code;
}

/** Runs lines of the page in a folder, with the command from source. */
async function shell(script: string, folder: string): Promise<string> {
  const cli = fileURLToPath(new URL('services/standalone/src/cli.ts', root));
  const tsx = import.meta.resolve('tsx');
  const npx = `npx() { shift; '${process.execPath}' --conditions=source --import '${tsx}' '${cli}' "$@"; }`;
  const { stdout } = await run('bash', ['-euc', `${npx}\n${script}`], { cwd: folder, timeout: 120_000 });
  return stdout;
}

/** The variables that a line of the page sets. */
function settingsOf(script: string, folder: string): Record<string, string> {
  const set = [...script.matchAll(/\b(BLOCKQNN_[A-Z_]+)=(\S+)/g)];
  return Object.fromEntries(set.map(([, name = '', file = '']) => [name, join(folder, file)]));
}

test(
  'the commands of the page make a service that lets in whom they say',
  { timeout: 180_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'blockqnn-security-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    await shell(example('certificates.sh') + example('tokens.sh'), folder);
    assert.match(await readFile(join(folder, 'alice.token'), 'utf8'), /^bqn_[\w-]{43}\n$/);
    assert.equal((await stat(join(folder, 'alice.token'))).mode & 0o777, 0o600);
    const serve = example('serve.sh');
    assert.match(serve, /serve controller/);
    const controller = await startService('controller', {
      ...settingsOf(serve, folder),
      BLOCKQNN_CONTROLLER_LISTEN: '127.0.0.1:0',
      BLOCKQNN_STATE_DIR: join(folder, 'state'),
    });
    t.after(() => controller.kill());
    const call = example('call.sh').replace('localhost:50051', controller.address);
    assert.match(await shell(call, folder), /No search yet/);
    for (const [without, expected] of [
      [call.replace('alice.token', 'reader.token'), /is good for searches\/my-search alone/],
      [call.replace('--token-file alice.token', ''), /asks callers for a token; give one with --token-file/],
      [
        call.replace(/--tls-client-cert \S+ --tls-client-key \S+/, ''),
        /asks callers for a certificate; set --tls-client-cert/,
      ],
      [call.replace('--tls-ca ca.crt', '--tls-ca worker.crt'), /not from an authority in --tls-ca/],
    ] as const) {
      assert.notEqual(without, call);
      await assert.rejects(shell(without, folder), { message: expected });
    }
    const pause = call.replace('search list', 'search pause my-search');
    await assert.rejects(shell(pause, folder));
    assert.match(
      await readFile(join(folder, 'audit.jsonl'), 'utf8'),
      /"method":"pauseSearch".*"token":"alice".*CN=worker-1/,
    );
  },
);

test('the pages name every variable of security, and no other', () => {
  const known = Object.keys({ ...securityVariables, ...connectionVariables });
  for (const page of ['docs/security.md', 'docs/configuration.md']) {
    const text = read(page);
    assert.deepEqual(
      known.filter((name) => !text.includes(`\`${name}\``)),
      [],
      page,
    );
  }
  const configs = readdirSync(new URL('services/', root))
    .map((name) => `services/${name}/src/config.ts`)
    .filter((path) => existsSync(new URL(path, root)))
    .map(read);
  const named = new Set(read('docs/security.md').match(/\bBLOCKQNN_[A-Z_]+\b/g));
  const unknown = [...named].filter(
    (name) => !known.includes(name) && !configs.some((text) => text.includes(name)),
  );
  assert.deepEqual(unknown, []);
});
