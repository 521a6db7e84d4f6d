import { EVALUATOR_SERVICE } from '@blockqnn/api';
import { createLogger } from '@blockqnn/telemetry';
import { status } from '@grpc/grpc-js';
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, it, type TestContext } from 'node:test';
import { createClient, type ClientConnection, type ServerTransport } from '../src/index.js';
import { testAuthority } from './certificates.js';
import { testEvaluator } from './test-evaluator.js';

const ours = testAuthority();
const server = ours.issue('server', '/CN=server');
const worker = ours.issue('worker', '/CN=worker-7');
const theirs = testAuthority();
const encrypted = { tls: { identity: server } };
const mutual = { tls: { identity: server, ca: ours.ca } };

type Line = Readonly<Record<string, unknown>>;

/** A server, and what it says of those whom it does not let in. */
async function serving(t: TestContext, transport: ServerTransport) {
  const lines: Line[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, callback) {
      lines.push(JSON.parse(chunk.toString()) as Line);
      callback();
    },
  });
  const logger = createLogger({ service: 'test', destination });
  const running = await testEvaluator('wasm', { transport, logger });
  t.after(() => running[Symbol.asyncDispose]());
  const refused = () => lines.filter(({ msg }) => msg === 'connection refused');
  return { address: running.address, port: running.address.split(':').at(-1) ?? '', refused };
}

async function faultAt(address: string, connection: ClientConnection = {}): Promise<string> {
  using client = createClient(EVALUATOR_SERVICE, address, { connection, deadlineMs: 10_000 });
  const error: unknown = await client.getCapabilities({}).then(
    () => assert.fail('was answered'),
    (reason: unknown) => reason,
  );
  assert.equal((error as { code?: unknown }).code, status.UNAVAILABLE);
  return (error as Error).message;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(10);
}

describe('a client that a service does not understand, or the other way round, is told', () => {
  it('that the service speaks TLS', async (t) => {
    const { address, refused } = await serving(t, encrypted);
    assert.match(await faultAt(address), /speaks TLS, and was called in plaintext; set BLOCKQNN_TLS_CA/);
    await until(() => refused().length > 0);
    assert.equal(refused()[0]?.['reason'], 'the client speaks plaintext');
    assert.match(String(refused()[0]?.['peer']), /127\.0\.0\.1|::1/);
  });

  it('that the service speaks plaintext', async (t) => {
    const { address, refused } = await serving(t, {});
    const message = await faultAt(address, { tls: { ca: ours.ca } });
    assert.match(message, /speaks plaintext, and was called with TLS; leave BLOCKQNN_TLS_CA out/);
    await until(() => refused().length > 0);
    assert.match(String(refused()[0]?.['reason']), /does not speak HTTP\/2, or speaks TLS/);
    assert.match(String(refused()[0]?.['peer']), /127\.0\.0\.1|::1/);
  });

  it('whose certificate it does not trust', async (t) => {
    const { address } = await serving(t, encrypted);
    for (const ca of [theirs.ca, 'system'] as const) {
      assert.match(await faultAt(address, { tls: { ca } }), /not from an authority in BLOCKQNN_TLS_CA \(/);
    }
  });

  it('which names the certificate is good for', async (t) => {
    const { port } = await serving(t, encrypted);
    assert.match(
      await faultAt(`127.0.0.1:${port}`, { tls: { ca: ours.ca } }),
      /is good for DNS:localhost, not for 127\.0\.0\.1.*subjectAltName/,
    );
  });

  it('that it has to show a certificate, or another one', async (t) => {
    const { address, refused } = await serving(t, mutual);
    assert.match(
      await faultAt(address, { tls: { ca: ours.ca } }),
      /asks callers for a certificate; set BLOCKQNN_TLS_CLIENT_CERT and BLOCKQNN_TLS_CLIENT_KEY/,
    );
    const foreign = theirs.issue('worker', '/CN=worker-7');
    assert.match(
      await faultAt(address, { tls: { ca: ours.ca, identity: foreign } }),
      /does not accept the certificate in BLOCKQNN_TLS_CLIENT_CERT/,
    );
    await until(() => refused().length > 1);
    const reasons = refused().map(({ reason }) => String(reason));
    assert.equal(reasons[0], 'the client shows no certificate');
    assert.match(reasons[1] ?? '', /^the client's certificate is not accepted \(UNABLE_TO_VERIFY/);
    for (const { peer } of refused()) assert.match(String(peer), /127\.0\.0\.1|::1/);
  });

  it('at the last of several addresses too', async (t) => {
    const { address } = await serving(t, encrypted);
    using client = createClient(EVALUATOR_SERVICE, `${address},${address}`, {});
    await assert.rejects(client.getCapabilities({}, { deadlineMs: 300 }), { message: /speaks TLS/ });
  });

  it('nothing of TLS where nobody is', async () => {
    assert.match(await faultAt('127.0.0.1:9', { tls: { ca: ours.ca } }), /ECONNREFUSED/);
  });
});

it('an address is called by what its certificate says, and is not named in the handshake', async (t) => {
  const identity = ours.issue('by-address', '/CN=server', 'IP:127.0.0.1');
  const running = await testEvaluator('wasm', {
    listen: { host: '127.0.0.1', port: 0 },
    transport: { tls: { identity, ca: ours.ca } },
  });
  t.after(() => running[Symbol.asyncDispose]());
  const warnings: string[] = [];
  const warn = ({ message }: Error) => void warnings.push(message);
  process.on('warning', warn);
  t.after(() => process.off('warning', warn));
  using client = createClient(EVALUATOR_SERVICE, running.address, {
    connection: { tls: { ca: ours.ca, identity: worker } },
  });
  assert.equal((await client.getCapabilities({})).engine, 'wasm');
  await sleep(20);
  assert.deepEqual(warnings, []);
});

it('many refused handshakes are a line, and probes that go away are none', async (t) => {
  const { address, port, refused } = await serving(t, mutual);
  for (let round = 0; round < 5; round += 1) {
    const probe = connect(Number(port), 'localhost');
    await new Promise((resolve) => probe.once('connect', resolve));
    probe.destroy();
  }
  for (let round = 0; round < 5; round += 1) await faultAt(address, { tls: { ca: ours.ca } });
  await until(() => refused().length > 0);
  assert.deepEqual(
    refused().map(({ reason }) => reason),
    ['the client shows no certificate'],
  );
});
