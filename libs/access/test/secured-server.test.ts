import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rename, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createClient } from '@blockqnn/rpc';
import { addToTokenFile, hashToken, newToken, removeFromTokenFile, type Role } from '../src/index.js';
import { securedEvaluator } from './secured-evaluator.js';

async function folderOf(t: { after(work: () => Promise<void>): void }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-access-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function addToken(file: string, name: string, role: Role, expiresMs?: number): Promise<string> {
  const token = newToken();
  const sha256 = hashToken(token).toString('hex');
  await addToTokenFile(file, { name, role, sha256, searches: undefined, expiresMs });
  return token;
}

async function reasonOf(address: string, token?: string): Promise<string | undefined> {
  using client = createClient(EVALUATOR_SERVICE, address, { connection: { token } });
  return await client.getCapabilities({}).then(
    () => undefined,
    (error: unknown) => (error as { reason?: string }).reason,
  );
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await sleep(10);
}

describe('tokens of a running service', { timeout: 30_000 }, () => {
  it('are added and revoked without a restart, and expire by the clock', async (t) => {
    const file = join(await folderOf(t), 'tokens.yaml');
    const first = await addToken(file, 'first', 'reader');
    let now = 1000;
    const soon = await addToken(file, 'soon', 'reader', 2000);
    const { server } = await securedEvaluator(
      { BLOCKQNN_TOKENS_FILE: file },
      {},
      { clock: { now: () => now } },
    );
    await using _server = server;
    assert.equal(await reasonOf(server.address, soon), undefined);
    now = 2000;
    assert.equal(await reasonOf(server.address, soon), 'TOKEN_EXPIRED');
    const second = await addToken(file, 'second', 'reader');
    await until(async () => (await reasonOf(server.address, second)) === undefined);
    await removeFromTokenFile(file, 'first');
    await until(async () => (await reasonOf(server.address, first)) === 'TOKEN_UNKNOWN');
    assert.equal(await reasonOf(server.address, second), undefined);
  });

  it('stay as they are where the new file does not do, which the log says', async (t) => {
    const file = join(await folderOf(t), 'tokens.yaml');
    const token = await addToken(file, 'first', 'reader');
    const { server, log } = await securedEvaluator({ BLOCKQNN_TOKENS_FILE: file });
    await using _server = server;
    await writeFile(file, 'tokens: [{name: first}]');
    await until(() => log.some(({ level }) => level === 'error'));
    assert.match(JSON.stringify(log), /tokens\.0\.role: must be one of/);
    assert.equal(await reasonOf(server.address, token), undefined);
    assert.equal(await reasonOf(server.address), 'TOKEN_MISSING');
  });

  it('have to be there and to do at the start', async (t) => {
    const folder = await folderOf(t);
    const missing = join(folder, 'no-such.yaml');
    await assert.rejects(
      securedEvaluator({ BLOCKQNN_TOKENS_FILE: missing }),
      /BLOCKQNN_TOKENS_FILE: .*no such file/,
    );
    await writeFile(join(folder, 'bad.yaml'), 'tokens: 1');
    await assert.rejects(
      securedEvaluator({ BLOCKQNN_TOKENS_FILE: join(folder, 'bad.yaml') }),
      /BLOCKQNN_TOKENS_FILE: .*must be a list/,
    );
  });

  it('in a file of the client are read anew too', async (t) => {
    const folder = await folderOf(t);
    const file = join(folder, 'tokens.yaml');
    await addToken(file, 'first', 'reader');
    const { server } = await securedEvaluator({ BLOCKQNN_TOKENS_FILE: file });
    await using _server = server;
    const own = { name: 'BLOCKQNN_TOKEN_FILE', path: join(folder, 'own.token') };
    await writeFile(own.path, `${newToken()}\n`);
    using client = createClient(EVALUATOR_SERVICE, server.address, { connection: { token: own } });
    await assert.rejects(client.getCapabilities({}), {
      code: status.UNAUTHENTICATED,
      reason: 'TOKEN_UNKNOWN',
    });
    await writeFile(own.path, await addToken(file, 'renewed', 'reader'));
    await until(() =>
      client.getCapabilities({}).then(
        () => true,
        () => false,
      ),
    );
  });
});

describe('limits', { timeout: 30_000 }, () => {
  it('hold for each client by itself, and say when to come again', async (t) => {
    const file = join(await folderOf(t), 'tokens.yaml');
    const tokens = [await addToken(file, 'one', 'reader'), await addToken(file, 'other', 'reader')];
    const { server } = await securedEvaluator({
      BLOCKQNN_TOKENS_FILE: file,
      BLOCKQNN_RATE_LIMIT: '1',
      BLOCKQNN_RATE_BURST: '3',
    });
    await using _server = server;
    for (const token of [...tokens, newToken()]) {
      using client = createClient(EVALUATOR_SERVICE, server.address, { connection: { token } });
      const answers = await Promise.allSettled(Array.from({ length: 6 }, () => client.getCapabilities({})));
      const refused = answers.flatMap((answer) =>
        answer.status === 'rejected' ? [answer.reason as Record<string, unknown>] : [],
      );
      const limited = refused.filter(({ reason }) => reason === 'RATE_LIMITED');
      // Wrong tokens are counted too, so guessing is slow.
      assert.ok(limited.length >= 2 && limited.length <= 3, JSON.stringify(refused));
      for (const { code, retryDelayMs } of limited) {
        assert.equal(code, status.RESOURCE_EXHAUSTED);
        assert.ok(Number(retryDelayMs) > 0 && Number(retryDelayMs) <= 1000, String(retryDelayMs));
      }
    }
  });

  it('bound the calls under way, and give back what a refused call took', async () => {
    let release: () => void = () => undefined;
    const gate = new Promise<object>(
      (resolve) =>
        (release = () => {
          resolve({});
        }),
    );
    const { server } = await securedEvaluator(
      { BLOCKQNN_MAX_CALLS_PER_CLIENT: '2' },
      { getCapabilities: () => gate },
    );
    await using _server = server;
    using client = createClient(EVALUATOR_SERVICE, server.address);
    const calls = Array.from({ length: 5 }, () => client.getCapabilities({}));
    const refused = (
      await Promise.all(
        calls.map((call) =>
          Promise.race([
            call.then(
              () => '',
              (error: unknown) => (error as { reason: string }).reason,
            ),
            sleep(300, 'held'),
          ]),
        ),
      )
    ).sort();
    assert.deepEqual(refused, ['TOO_MANY_CALLS', 'TOO_MANY_CALLS', 'TOO_MANY_CALLS', 'held', 'held']);
    release();
    await Promise.allSettled(calls);
    await Promise.all([client.getCapabilities({}), client.getCapabilities({})]);
  });

  it('bound a message', async () => {
    const { server } = await securedEvaluator({ BLOCKQNN_MAX_MESSAGE_MIB: '1' });
    await using _server = server;
    using client = createClient(EVALUATOR_SERVICE, server.address);
    const large = client.evaluateBlock({ nsc: 'x'.repeat(2 ** 20 + 1) });
    await assert.rejects(
      async () => {
        for await (const _ of large) assert.fail();
      },
      { code: status.RESOURCE_EXHAUSTED },
    );
  });
});

describe('audit', { timeout: 30_000 }, () => {
  it('goes on in a new file after rotation, and into the log', async (t) => {
    const file = join(await folderOf(t), 'audit.jsonl');
    const { server, log } = await securedEvaluator({ BLOCKQNN_AUDIT_FILE: file });
    await using _server = server;
    using client = createClient(EVALUATOR_SERVICE, server.address);
    const train = async () => {
      for await (const _ of client.trainModel({})) continue;
    };
    await train();
    await rename(file, `${file}.1`);
    await Promise.all([train(), train(), train()]);
    const lines = async (path: string) => (await readFile(path, 'utf8')).trim().split('\n');
    assert.equal((await lines(`${file}.1`)).length, 1);
    assert.equal((await lines(file)).length, 3);
    assert.equal(log.filter(({ audit, method }) => audit === true && method === 'trainModel').length, 4);
    // What is no administrator's is not written down.
    await client.getCapabilities({});
    assert.equal((await lines(file)).length, 3);
  });

  it('that cannot be written ends the start, and later leaves calls alone', async (t) => {
    const folder = await folderOf(t);
    await assert.rejects(securedEvaluator({ BLOCKQNN_AUDIT_FILE: folder }), /BLOCKQNN_AUDIT_FILE: EISDIR/);
    const file = join(folder, 'audit.jsonl');
    const { server, log } = await securedEvaluator({ BLOCKQNN_AUDIT_FILE: file });
    await using _server = server;
    await rm(file);
    await mkdir(file);
    await chmod(file, 0o500);
    using client = createClient(EVALUATOR_SERVICE, server.address);
    for await (const _ of client.trainModel({})) continue;
    assert.ok(log.some(({ msg }) => msg === 'the audit file cannot be written'));
  });
});

it('whoever listens beyond loopback without tokens is warned', async () => {
  const everywhere = { listen: { host: '0.0.0.0', port: 0 } };
  await assert.rejects(securedEvaluator({}, {}, everywhere), /BLOCKQNN_ALLOW_PLAINTEXT=true/);
  const { server, log } = await securedEvaluator({ BLOCKQNN_ALLOW_PLAINTEXT: 'true' }, {}, everywhere);
  await using _server = server;
  const warnings = log.filter(({ level }) => level === 'warn').map(({ msg }) => String(msg));
  assert.match(warnings.join('\n'), /no tokens are asked for[^]*plaintext/);
  const { server: home, log: quiet } = await securedEvaluator({});
  await using _home = home;
  assert.deepEqual(
    quiet.filter(({ level }) => level === 'warn'),
    [],
  );
});
