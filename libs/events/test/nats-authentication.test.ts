import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { eventually, message, never, Subscriber } from '../../../test/contracts/subscriber.js';
import { createCertificates } from '../../../test/tools/certificates.js';
import { createCredentials, createNkeyUser } from '../../../test/tools/nats-credentials.js';
import { startNatsServer } from '../../../test/tools/nats-server.js';
import { connectNatsBus, type NatsBusOptions } from '../src/nats/bus.js';
import { recordingLogger } from './log-lines.js';

const TIMEOUT = { timeout: 60_000 };
const SUBJECT = 'blockqnn.v1.evaluations.completed.s1';

type Access = Pick<NatsBusOptions, 'servers' | 'authentication' | 'tls'>;

/** Publishes and receives a message. */
async function assertGetsIn(access: Access): Promise<void> {
  await using bus = connectNatsBus({ ...access, logger: recordingLogger().logger });
  const id = randomUUID();
  using subscriber = await Subscriber.attach(bus, id, SUBJECT);
  await bus.publish(message(SUBJECT, id), never);
  await eventually(() => subscriber.ids.includes(id));
}

/** Is refused, says so in a line that matches, gives away no secret, and gets in once the server lets it. */
async function assertRefused(
  access: Access,
  { says, secrets, letIn }: { says: RegExp; secrets: readonly string[]; letIn?: () => Promise<unknown> },
): Promise<void> {
  const { logger, lines, text } = recordingLogger();
  await using bus = connectNatsBus({ ...access, logger });
  await eventually(() => lines.length > 0);
  assert.match(lines[0]?.err?.message ?? '', says);
  assert.equal(bus.connected, false);
  if (letIn) {
    await letIn();
    await bus.whenConnected(never);
  }
  for (const secret of secrets) assert.ok(!text().includes(secret), text());
}

async function fileOf(t: TestContext, content: string): Promise<string> {
  const folder = await folderOf(t);
  await writeFile(join(folder, 'secret'), content);
  return join(folder, 'secret');
}

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'blockqnn-nats-secret-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('user and password, in the address or in a file', TIMEOUT, async (t) => {
  const settingsFor = (password: string): string => `authorization { user: "me", password: "${password}" }`;
  const server = await startNatsServer(t, settingsFor('right/one'));
  if (!server) return;
  const { url: servers } = server;
  const passwordIn = async (text: string) =>
    ({ kind: 'user', user: 'me', password: { file: await fileOf(t, text) } }) as const;
  await assertGetsIn({ servers: servers.replace('//', '//me:right%2Fone@') });
  await assertGetsIn({ servers, authentication: await passwordIn('right/one\n') });
  await assertRefused(
    { servers },
    { says: /NATS asks who we are: set BLOCKQNN_NATS_CREDENTIALS_FILE/, secrets: [] },
  );
  await assertRefused(
    { servers: servers.replace('//', '//me:wrong1@') },
    { says: /NATS refuses what BLOCKQNN_NATS_USER and/, secrets: ['wrong1'] },
  );
  await assertRefused(
    { servers, authentication: await passwordIn('wrong2') },
    {
      says: /NATS refuses what BLOCKQNN_NATS_USER and BLOCKQNN_NATS_PASSWORD_FILE holds/,
      secrets: ['wrong2'],
      letIn: () => server.restart(settingsFor('wrong2')),
    },
  );
});

test('a token', TIMEOUT, async (t) => {
  const server = await startNatsServer(t, 'authorization { token: "right" }');
  if (!server) return;
  const { url: servers } = server;
  await assertGetsIn({ servers: servers.replace('//', '//right@') });
  await assertGetsIn({
    servers,
    authentication: { kind: 'token', token: { file: await fileOf(t, 'right\n') } },
  });
  await assertRefused(
    { servers, authentication: { kind: 'token', token: { value: 'wrong3' } } },
    { says: /NATS refuses what BLOCKQNN_NATS_TOKEN_FILE/, secrets: ['wrong3'] },
  );
});

test('an nkey', TIMEOUT, async (t) => {
  const [known, stranger] = [createNkeyUser(), createNkeyUser()];
  const server = await startNatsServer(t, `authorization { users: [ { nkey: ${known.publicKey} } ] }`);
  if (!server) return;
  const { url: servers } = server;
  const nkey = async (text: string) => ({ kind: 'nkey', file: await fileOf(t, text) }) as const;
  await assertGetsIn({ servers, authentication: await nkey(`${known.seed}\n`) });
  await assertRefused(
    { servers, authentication: await nkey(stranger.seed) },
    { says: /NATS refuses what BLOCKQNN_NATS_NKEY_FILE/, secrets: [stranger.seed] },
  );
  await assertRefused(
    { servers, authentication: await nkey('SUNOSEED') },
    { says: /secret \(BLOCKQNN_NATS_NKEY_FILE\) holds no nkey/, secrets: ['SUNOSEED'] },
  );
});

test('a credentials file, also one that comes late', TIMEOUT, async (t) => {
  const [ours, theirs] = [createCredentials(), createCredentials()];
  const server = await startNatsServer(t, ours.settings);
  if (!server) return;
  const { url: servers } = server;
  const file = await fileOf(t, ours.credentials);
  await assertGetsIn({ servers, authentication: { kind: 'credentials', file } });
  await assertRefused(
    { servers, authentication: { kind: 'credentials', file: await fileOf(t, theirs.credentials) } },
    {
      says: /NATS refuses what BLOCKQNN_NATS_CREDENTIALS_FILE/,
      secrets: theirs.credentials.split('\n').filter((line) => /^[A-Za-z0-9]/.test(line)),
    },
  );
  await assertRefused(
    { servers, authentication: { kind: 'credentials', file: await fileOf(t, 'garbage') } },
    { says: /BLOCKQNN_NATS_CREDENTIALS_FILE\) holds no credentials/, secrets: ['garbage'] },
  );
  const late = join(await folderOf(t), 'late.creds');
  await assertRefused(
    { servers, authentication: { kind: 'credentials', file: late } },
    {
      says: /late\.creds \(BLOCKQNN_NATS_CREDENTIALS_FILE\) cannot be read: ENOENT/,
      secrets: [],
      letIn: () => writeFile(late, ours.credentials),
    },
  );
});

test('TLS, with and without a certificate of our own', TIMEOUT, async (t) => {
  const certificates = await createCertificates(t, await folderOf(t));
  if (!certificates) return;
  const { caFile, server: own, client } = certificates;
  const files = `cert_file: "${own.certFile}", key_file: "${own.keyFile}"`;
  const server = await startNatsServer(t, `tls { ${files} }`);
  if (!server) return;
  const { url: servers } = server;
  await assertGetsIn({ servers: servers.replace('nats:', 'tls:'), tls: { caFile } });
  await assertRefused(
    { servers },
    { says: /certificate of NATS is not trusted .*BLOCKQNN_NATS_TLS_CA/, secrets: [] },
  );
  await server.restart(`tls { ${files}, ca_file: "${caFile}", verify: true }`);
  await assertGetsIn({ servers, tls: { caFile, ...client } });
  await assertRefused(
    { servers, tls: { caFile } },
    { says: /NATS asks for a client certificate: set BLOCKQNN_NATS_TLS_CERT/, secrets: [] },
  );
  await server.restart('');
  await assertRefused(
    { servers: servers.replace('nats:', 'tls:') },
    { says: /TLS is asked for, and the NATS server offers none/, secrets: [] },
  );
});

test('a server without JetStream is told of', TIMEOUT, async (t) => {
  const server = await startNatsServer(t, 'accounts { A { users: [ { user: "me", password: "me" } ] } }');
  if (!server) return;
  await assertRefused(
    { servers: server.url.replace('//', '//me:me@') },
    { says: /JetStream does not answer: it must be on/, secrets: [] },
  );
});
