import assert from 'node:assert/strict';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { hashToken, parseTokenEntries } from '@blockqnn/access';
import { createProgram, runProgram } from '../src/index.js';
import { TextSink } from './text-sink.js';

const NOW = Date.parse('2030-01-01T00:00:00Z');

async function token(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const stdout = new TextSink();
  const stderr = new TextSink();
  const context = { stdout, stderr, env, signal: new AbortController().signal, now: () => NOW };
  const program = createProgram(context, () => Promise.resolve());
  const code = await runProgram(program, ['token', ...args], context);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

async function emptyFolder(): Promise<string> {
  return await mkdtemp(join(tmpdir(), 'blockqnn-token-'));
}

it('a token is made, listed and revoked in a file that keeps its hash alone', async () => {
  const file = join(await emptyFolder(), 'tokens.yaml');
  const made = await token([
    'create',
    '--name',
    'ci',
    '--role',
    'worker',
    '--search',
    'a',
    '--expires',
    '90d',
    '--file',
    file,
  ]);
  assert.equal(made.code, 0, made.stderr);
  const text = made.stdout.trim();
  assert.match(text, /^bqn_[A-Za-z0-9_-]{43}$/);
  const written = await readFile(file, 'utf8');
  assert.ok(!written.includes(text), 'the token itself is in the file');
  assert.deepEqual(parseTokenEntries(written), [
    {
      name: 'ci',
      role: 'worker',
      sha256: hashToken(text).toString('hex'),
      searches: ['a'],
      expiresMs: NOW + 90 * 86_400_000,
    },
  ]);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const listed = await token(['list'], { BLOCKQNN_TOKENS_FILE: file });
  assert.match(listed.stdout, /ci +worker +searches\/a +2030-04-01T00:00:00\.000Z/);
  assert.equal((await token(['revoke', 'ci', '--file', file])).code, 0);
  assert.deepEqual(parseTokenEntries(await readFile(file, 'utf8')), []);
});

it('without a file, the entry is printed as it is to be added', async () => {
  const { stdout } = await token(['create', '--name', 'a', '--role', 'reader']);
  const [made = '', entry = ''] = stdout.split('\n\n');
  assert.equal(parseTokenEntries(entry)[0]?.sha256, hashToken(made).toString('hex'));
});

it('comments and the rest of a file stay as they are', async () => {
  const file = join(await emptyFolder(), 'tokens.yaml');
  const hash = 'a'.repeat(64);
  await writeFile(
    file,
    `# ours\ntokens:\n  - name: one # of the night shift\n    role: admin\n    sha256: "${hash}"\n`,
  );
  await token(['create', '--name', 'two', '--role', 'reader', '--file', file]);
  const written = await readFile(file, 'utf8');
  assert.match(written, /^# ours\ntokens:\n {2}- name: one # of the night shift\n/);
  assert.deepEqual(
    parseTokenEntries(written).map(({ name }) => name),
    ['one', 'two'],
  );
});

it('what is wrong is exit code 2 and says what may be', async () => {
  const file = join(await emptyFolder(), 'tokens.yaml');
  await token(['create', '--name', 'ci', '--role', 'reader', '--file', file]);
  for (const [args, expected] of [
    [['create', '--name', 'ci', '--role', 'reader', '--file', file], /there is a token of the name ci/],
    [['create', '--name', 'a b', '--role', 'reader'], /--name.*must be 1 to 63 letters/],
    [['create', '--name', 'a', '--role', 'root'], /Allowed choices are reader, worker, admin/],
    [
      ['create', '--name', 'a', '--role', 'reader', '--search', 'A'],
      /--search.*must be the name of a search/,
    ],
    [['create', '--name', 'a', '--role', 'reader', '--expires', 'soon'], /--expires.*2030-01-31T12:00:00Z/],
    [
      ['create', '--name', 'a', '--role', 'reader', '--expires', '2029-12-31T00:00:00Z'],
      /must be in the future/,
    ],
    [['list', '--file', join(file, '..', 'typo.yaml')], /typo\.yaml: there is no such file/],
    [['revoke', 'ci', '--file', join(file, '..', 'typo.yaml')], /typo\.yaml: there is no such file/],
    [['list'], /--file, or BLOCKQNN_TOKENS_FILE/],
  ] as const) {
    const { code, stderr } = await token(args);
    assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, expected);
  }
});

it('revoking a token that there is not is exit code 4', async () => {
  const file = join(await emptyFolder(), 'tokens.yaml');
  await token(['create', '--name', 'ci', '--role', 'reader', '--file', file]);
  const { code, stderr } = await token(['revoke', 'nobody', '--file', file]);
  assert.equal(code, 4);
  assert.match(stderr, /there is no token of the name nobody/);
});

it('--out keeps the token in a new file that its owner alone may read, or does nothing', async () => {
  const folder = await emptyFolder();
  const [file, out] = [join(folder, 'tokens.yaml'), join(folder, 'ci.token')];
  const create = ['create', '--name', 'ci', '--role', 'reader', '--file', file];
  const made = await token([...create, '--out', out]);
  assert.equal(made.code, 0, made.stderr);
  assert.equal(made.stdout, '');
  const written = await readFile(out, 'utf8');
  assert.match(written, /^bqn_[A-Za-z0-9_-]{43}\n$/);
  assert.equal((await stat(out)).mode & 0o777, 0o600);
  const [entry] = parseTokenEntries(await readFile(file, 'utf8'));
  assert.equal(entry?.sha256, hashToken(written.trim()).toString('hex'));

  const again = await token(['create', '--name', 'two', '--role', 'reader', '--file', file, '--out', out]);
  assert.equal(again.code, 2);
  assert.match(again.stderr, /--out .*ci\.token: there is such a file/);
  assert.equal(await readFile(out, 'utf8'), written);
  assert.equal(parseTokenEntries(await readFile(file, 'utf8')).length, 1);

  const other = join(folder, 'other.token');
  assert.equal((await token([...create, '--out', other])).code, 2);
  await assert.rejects(stat(other), { code: 'ENOENT' });

  const alone = await token(['create', '--name', 'a', '--role', 'reader', '--out', other]);
  assert.equal(
    parseTokenEntries(alone.stdout)[0]?.sha256,
    hashToken((await readFile(other, 'utf8')).trim()).toString('hex'),
  );
});
